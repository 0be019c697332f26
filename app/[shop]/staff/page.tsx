import { CounterHome } from "./_parts/counter-home";

/** The counter's first screen: scan, search, or issue a card. */
export default function StaffHomePage() {
  return <CounterHome />;
}
