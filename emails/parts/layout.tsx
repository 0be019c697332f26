import { Body, Button, Container, Head, Heading, Html, Img, Link, Section, Text } from "react-email";
import type { ReactNode } from "react";
import type { MailFrame } from "../props";
import { mailWords } from "../words";
import { Footer } from "./footer";
import { Lines } from "./lines";
import { darkStyle, style } from "./style";

const hidden = {
  display: "none",
  maxHeight: 0,
  overflow: "hidden",
  opacity: 0,
  fontSize: "1px",
  lineHeight: "1px",
} as const;
// Keeps the words of the mail itself from following the preheader in a mail list.
const filler = "\u00a0\u200c".repeat(60);

/** The frame of every mail: what the list shows, the shop's header, heading and texts, the parts between, the footer. */
export function Layout({ mail, lead, children }: { mail: MailFrame; lead?: ReactNode; children?: ReactNode }) {
  return (
    <Html lang={mail.locale}>
      <Head>
        <title>{mail.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <style>{darkStyle}</style>
      </Head>
      <Body lang={mail.locale} style={style.body} className="m-body">
        <div style={hidden} data-skip-in-text="true">
          {mail.preheader}
          <div>{filler}</div>
        </div>
        <Container style={style.container} className="m-paper">
          <Section style={{ backgroundColor: mail.shop.color, padding: "18px 28px" }}>
            <Link
              href={mail.homeHref}
              style={{ color: mail.shop.ink, fontSize: "18px", fontWeight: 700, textDecoration: "none" }}
            >
              {mail.shop.logoSrc && (
                <Img
                  src={mail.shop.logoSrc}
                  width="36"
                  height="36"
                  alt=""
                  style={{
                    display: "inline-block",
                    verticalAlign: "middle",
                    marginRight: "10px",
                    borderRadius: "6px",
                    objectFit: "contain",
                    backgroundColor: "#ffffff",
                  }}
                />
              )}
              {mail.shop.name}
            </Link>
          </Section>
          <Section style={style.pad}>
            <Heading as="h1" style={style.heading} className="m-ink">
              {mail.heading}
            </Heading>
            {lead}
            {mail.body.map((paragraph, index) => (
              <Text key={index} style={style.text} className="m-ink">
                <Lines text={paragraph} />
              </Text>
            ))}
            {children}
            <Footer mail={mail} words={mailWords[mail.locale]} />
          </Section>
        </Container>
        {mail.honeypotHref && (
          <div style={hidden} aria-hidden="true" data-skip-in-text="true">
            <a href={mail.honeypotHref} tabIndex={-1} rel="nofollow">
              {mailWords[mail.locale].hidden}
            </a>
          </div>
        )}
        {mail.pixelSrc && <Img src={mail.pixelSrc} width="1" height="1" alt="" style={{ display: "block" }} />}
      </Body>
    </Html>
  );
}

/** The one thing to press. */
export function MainButton({ mail }: { mail: MailFrame }) {
  return (
    <Section style={{ margin: "4px 0 24px" }}>
      <Button
        href={mail.button.href}
        style={{
          backgroundColor: mail.shop.color,
          color: mail.shop.ink,
          padding: "14px 28px",
          borderRadius: "8px",
          fontSize: "15px",
          fontWeight: 700,
        }}
      >
        {mail.button.label}
      </Button>
    </Section>
  );
}

export function Greeting({ children }: { children: string }) {
  return (
    <Text style={{ ...style.strong, margin: "0 0 10px" }} className="m-ink">
      {children}
    </Text>
  );
}
