import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { OwnWords } from "@/app/[shop]/_parts/repairs/own-words";
import { orNotFound } from "@/app/or-not-found";
import { MyRepairPage } from "@/components/repairs/my-repair-page";
import { RepairGlance } from "@/components/repairs/repair-glance";
import { callerFor } from "@/server/trpc/caller";
import { signInAddress } from "../../member-gate";
import { answerEstimate, cancelRepair } from "../actions";

interface Props {
  params: Promise<{ shop: string; repair: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("repairs.mine"))("title") });

// Whoever followed a mail's link sees where the repair stands; the rest, and the answer to an estimate, is for whoever signed in.
export default async function Page({ params }: Props) {
  const { shop: slug, repair: repairId } = await params;
  const { api, context } = await callerFor(slug);
  const signInHref = signInAddress(slug, `/repairs/${repairId}`);
  const base = `/${slug}/my`;
  if (await context.member()) {
    const repair = await orNotFound(api.repairs.byId({ repairId }));
    return (
      <OwnWords>
        <MyRepairPage
          {...{ base, slug, repair, signInHref }}
          answer={answerEstimate.bind(null, slug)}
          cancel={cancelRepair.bind(null, slug)}
        />
      </OwnWords>
    );
  }
  if (!(await context.link())) redirect(signInHref);
  return <RepairGlance repair={await orNotFound(api.repairs.show({ repairId }))} signInHref={signInHref} />;
}
