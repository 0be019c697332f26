import { Column, Img, Row, Section, Text } from "react-email";
import { Greeting, Layout, MainButton } from "./parts/layout";
import { style } from "./parts/style";
import type { RepairUpdateProps } from "./props";

/** A repair has come a step further; the button opens My Page at that repair. */
export function RepairUpdate(mail: RepairUpdateProps) {
  const { repair } = mail;
  return (
    <Layout mail={mail} lead={<Greeting>{mail.greeting}</Greeting>}>
      <Section style={style.card} className="m-card">
        <Row>
          <Column style={{ width: "84px", verticalAlign: "top" }}>
            <Img
              src={repair.imageSrc}
              width="72"
              height="72"
              alt=""
              style={{ borderRadius: "8px", objectFit: "cover" }}
            />
          </Column>
          <Column style={{ verticalAlign: "middle" }}>
            <Text style={style.strong} className="m-ink">
              {repair.product}
            </Text>
          </Column>
        </Row>
        {repair.facts.map((fact, index) => (
          <Row key={index} style={{ marginTop: "8px" }}>
            <Column style={{ verticalAlign: "top" }}>
              <Text style={{ ...style.quiet, margin: 0 }} className="m-quiet">
                {fact.label}
              </Text>
              <Text style={{ ...style.price, margin: 0, fontWeight: 700 }} className="m-ink">
                {fact.value}
              </Text>
            </Column>
          </Row>
        ))}
      </Section>
      <MainButton mail={mail} />
    </Layout>
  );
}
