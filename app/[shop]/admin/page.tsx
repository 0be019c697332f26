import { HomePage } from "@/components/admin/home-page";
import { adminCaller } from "./_parts/admin-gate";
import { Attention, Figures, Today } from "./_parts/home-parts";
import { SetUpReminder } from "./start/_parts/set-up-reminder";

interface Props {
  params: Promise<{ shop: string }>;
}

export default async function Page({ params }: Props) {
  const { api, base, context } = await adminCaller((await params).shop);
  return (
    <HomePage
      base={base}
      overview={await api.results.overview()}
      now={context.now}
      setup={<SetUpReminder api={api} base={base} />}
      attention={<Attention base={base} load={() => api.results.attention()} />}
      figures={<Figures base={base} load={() => api.results.figures()} />}
      today={<Today base={base} load={() => api.results.today()} />}
    />
  );
}
