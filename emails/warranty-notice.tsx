import { Column, Img, Row, Section, Text } from "react-email";
import { Greeting, Layout, MainButton } from "./parts/layout";
import { ItemList, PointsCard } from "./parts/personal";
import { style } from "./parts/style";
import type { WarrantyNoticeProps } from "./props";
import { mailWords } from "./words";

/** The warranty of a product bought here ends soon; the button opens My Page at that product. */
export function WarrantyNotice(mail: WarrantyNoticeProps) {
  const words = mailWords[mail.locale];
  const { product } = mail;
  return (
    <Layout mail={mail} lead={<Greeting>{mail.greeting}</Greeting>}>
      <Section style={style.card} className="m-card">
        <Row>
          <Column style={{ width: "112px", verticalAlign: "top" }}>
            <Img
              src={product.imageSrc}
              width="96"
              height="96"
              alt=""
              style={{ borderRadius: "8px", objectFit: "cover" }}
            />
          </Column>
          <Column style={{ verticalAlign: "middle" }}>
            <Text style={style.strong} className="m-ink">
              {product.name}
            </Text>
            <Text style={{ ...style.quiet, margin: "6px 0 0" }} className="m-quiet">
              {words.warrantyEnds}
            </Text>
            <Text style={style.strong} className="m-ink">
              {product.endsOn}
            </Text>
            <Text style={{ ...style.price, color: "#b3261e", fontWeight: 700 }} className="m-warn">
              {product.daysLeft}
            </Text>
          </Column>
        </Row>
      </Section>
      <MainButton mail={mail} />
      {mail.points && <PointsCard points={mail.points} words={words} />}
      <ItemList items={mail.items} words={words} />
    </Layout>
  );
}
