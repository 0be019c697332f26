import { Column, Hr, Row, Section, Text } from "react-email";
import { Greeting, Layout, MainButton } from "./parts/layout";
import { ItemList, PointsCard } from "./parts/personal";
import { style } from "./parts/style";
import type { ReceiptProps } from "./props";
import { mailWords } from "./words";

function Pair({ label, value, isStrong = false }: { label: string; value: string; isStrong?: boolean }) {
  const looks = isStrong ? style.strong : style.price;
  return (
    <Row>
      <Column>
        <Text style={looks} className="m-ink">
          {label}
        </Text>
      </Column>
      <Column align="right" style={{ textAlign: "right", whiteSpace: "nowrap" }}>
        <Text style={looks} className="m-ink">
          {value}
        </Text>
      </Column>
    </Row>
  );
}

/** What was bought, what it earned, and what goes with it. */
export function Receipt(mail: ReceiptProps) {
  const words = mailWords[mail.locale];
  const { purchase } = mail;
  return (
    <Layout mail={mail} lead={<Greeting>{mail.greeting}</Greeting>}>
      <Section style={style.card} className="m-card">
        <Text style={style.quiet} className="m-quiet">
          {purchase.where}
        </Text>
        <Text style={style.quiet} className="m-quiet">
          {`${words.receiptNo} ${purchase.receiptNo}`}
        </Text>
        {purchase.lines.map((line, index) => (
          <Pair key={index} label={`${line.name} ${line.quantity}`} value={line.amount} />
        ))}
        {purchase.more && (
          <Text style={style.quiet} className="m-quiet">
            {purchase.more}
          </Text>
        )}
        <Hr style={{ ...style.rule, margin: "12px 0" }} className="m-rule" />
        <Pair label={words.total} value={purchase.total} isStrong />
        <Pair label={words.pointsSpent} value={purchase.pointsSpent} />
        <Pair label={words.pointsEarned} value={purchase.pointsEarned} />
      </Section>
      <MainButton mail={mail} />
      {mail.points && <PointsCard points={mail.points} words={words} />}
      <ItemList items={mail.items} words={words} />
    </Layout>
  );
}
