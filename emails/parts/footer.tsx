import { Hr, Link, Text } from "react-email";
import type { MailFrame } from "../props";
import type { MailWords } from "../words";
import { style } from "./style";

/** Who sends this and how to stop it: sender, address, contact and opt-out as 特定電子メール法 art. 4 asks. */
export function Footer({ mail, words }: { mail: MailFrame; words: MailWords }) {
  const link = (href: string, label: string) => (
    <Link href={href} style={style.link} className="m-link">
      {label}
    </Link>
  );
  return (
    <>
      <Hr style={style.rule} className="m-rule" />
      <Text style={style.quiet} className="m-quiet">
        {mail.isService ? words.whyService : words.whyMarketing}
      </Text>
      {mail.unsubscribeHref && (
        <Text style={style.quiet} className="m-quiet">
          {link(mail.unsubscribeHref, mail.isService ? words.unsubscribeNews : words.unsubscribe)}
        </Text>
      )}
      <Text style={style.quiet} className="m-quiet">
        {`${words.sender}: ${mail.shop.legalName}`}
        <br />
        {mail.shop.legalAddress}
      </Text>
      <Text style={{ ...style.quiet, margin: "0 0 28px" }} className="m-quiet">
        {link(mail.shop.contactUrl, words.contact)}
      </Text>
    </>
  );
}
