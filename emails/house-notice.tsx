import { Layout, MainButton } from "./parts/layout";
import type { MailFrame } from "./props";

/** Something that happened to an account, in a few sentences; written to an address, not to a person. */
export function HouseNotice(mail: MailFrame) {
  return (
    <Layout mail={mail}>
      <MainButton mail={mail} />
    </Layout>
  );
}
