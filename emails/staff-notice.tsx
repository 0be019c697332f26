import { Link, Text } from "react-email";
import { Layout, MainButton } from "./parts/layout";
import { style } from "./parts/style";
import type { StaffNoticeProps } from "./props";
import { mailWords } from "./words";

/** To a colleague, of their account: an invitation, or that something about its safety changed. */
export function StaffNotice(mail: StaffNoticeProps) {
  return (
    <Layout mail={mail}>
      <MainButton mail={mail} />
      {mail.notes.map((note) => (
        <Text key={note} style={style.quiet} className="m-quiet">
          {note}
        </Text>
      ))}
      <Text style={style.quiet} className="m-quiet">
        {mailWords[mail.locale].ifButtonFails}
      </Text>
      <Text style={{ ...style.quiet, wordBreak: "break-all" }} className="m-quiet">
        <Link href={mail.button.href} style={style.link} className="m-link">
          {mail.button.href}
        </Link>
      </Text>
    </Layout>
  );
}
