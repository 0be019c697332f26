import { Link, Text } from "react-email";
import { Layout, MainButton } from "./parts/layout";
import { style } from "./parts/style";
import type { SignInProps } from "./props";
import { mailWords } from "./words";

/** A link that signs in whoever asked for it. */
export function SignIn(mail: SignInProps) {
  const words = mailWords[mail.locale];
  return (
    <Layout mail={mail}>
      <MainButton mail={mail} />
      <Text style={style.text} className="m-ink">
        {mail.validity}
      </Text>
      <Text style={style.quiet} className="m-quiet">
        {words.ifButtonFails}
      </Text>
      <Text style={{ ...style.quiet, wordBreak: "break-all" }} className="m-quiet">
        <Link href={mail.button.href} style={style.link} className="m-link">
          {mail.button.href}
        </Link>
      </Text>
      <Text style={style.quiet} className="m-quiet">
        {words.notYou}
      </Text>
    </Layout>
  );
}
