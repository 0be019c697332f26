import { AdminShellSample } from "../../admin-shell-sample";

export default function Page() {
  return <AdminShellSample />;
}
