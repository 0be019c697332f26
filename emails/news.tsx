import { Greeting, Layout, MainButton } from "./parts/layout";
import { ItemList, PointsCard } from "./parts/personal";
import type { NewsProps } from "./props";
import { mailWords } from "./words";

/** What the shop wants to say, with the person's points and items. */
export function News(mail: NewsProps) {
  const words = mailWords[mail.locale];
  return (
    <Layout mail={mail} lead={<Greeting>{mail.greeting}</Greeting>}>
      <MainButton mail={mail} />
      {mail.points && <PointsCard points={mail.points} words={words} />}
      <ItemList items={mail.items} words={words} />
    </Layout>
  );
}
