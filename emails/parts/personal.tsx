import { Column, Img, Link, Row, Section, Text } from "react-email";
import type { MailItems, MailPoints } from "../props";
import type { MailWords } from "../words";
import { style } from "./style";

export function PointsCard({ points, words }: { points: MailPoints; words: MailWords }) {
  return (
    <Section style={style.card} className="m-card">
      <Text style={style.quiet} className="m-quiet">
        {words.yourPoints}
      </Text>
      <Text style={style.figure} className="m-ink">
        {points.balance}
      </Text>
      {points.expiry && (
        <Text style={style.quiet} className="m-quiet">
          {points.expiry}
        </Text>
      )}
      <Link href={points.href} style={{ ...style.link, fontSize: "13px" }} className="m-link">
        {words.seePoints}
      </Link>
    </Section>
  );
}

export function ItemList({ items, words }: { items: MailItems; words: MailWords }) {
  if (items.length === 0) return null;
  return (
    <Section style={{ margin: "4px 0 8px" }}>
      <Text style={style.subheading} className="m-ink">
        {words.forYou}
      </Text>
      {items.map((item, index) => (
        <Row key={index} style={{ marginBottom: "12px" }}>
          <Column style={{ width: "84px", verticalAlign: "top" }}>
            <Link href={item.href} data-skip-in-text="true">
              <Img
                src={item.imageSrc}
                width="72"
                height="72"
                alt=""
                style={{ borderRadius: "8px", objectFit: "cover" }}
              />
            </Link>
          </Column>
          <Column style={{ verticalAlign: "middle" }}>
            <Link href={item.href} style={{ ...style.link, fontSize: "15px", lineHeight: "22px" }} className="m-link">
              {item.name}
            </Link>
            <Text style={style.price} className="m-ink">
              {item.price}
            </Text>
          </Column>
        </Row>
      ))}
    </Section>
  );
}
