import { ArrowLeft } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { PrintButton } from "@/app/[shop]/_parts/repairs/print-button";
import { SvgCode } from "@/components/staff/svg-code";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { cardSvg } from "@/server/members/rules/card-svg";

interface Props {
  base: string;
  shopName: string;
  address: string;
  store: { name: string; proof: "poster" | "changing" };
}

/** A sheet for the wall: large letters, a large code, nothing else. */
export async function PosterView({ base, shopName, address, store }: Props) {
  const t = await getTranslations("visits.desk");
  return (
    <>
      <div className="mb-5 flex flex-wrap justify-between gap-3 print:hidden">
        <ButtonLink href={`${base}/check-in`} variant="ghost" icon={<ArrowLeft aria-hidden />}>
          {t("posterBack")}
        </ButtonLink>
        {store.proof === "poster" && <PrintButton>{t("print")}</PrintButton>}
      </div>
      {store.proof === "changing" ? (
        <Notice>{t("posterChanging")}</Notice>
      ) : (
        <article className="mx-auto grid max-w-2xl justify-items-center gap-8 rounded-2xl border border-line bg-white px-6 py-12 text-center text-[#16181d] print:max-w-none print:border-0">
          <p className="text-lg">
            {shopName} {store.name}
          </p>
          <h1 className="text-4xl font-semibold text-balance sm:text-5xl">{t("posterTitle")}</h1>
          <SvgCode svg={cardSvg(address, "qr")} label={address} className="size-72 max-w-full sm:size-96" />
          <div className="grid gap-1 text-lg">
            <p>{t("posterLead")}</p>
            <p className="text-[#5b616b]">{t("posterOnce")}</p>
          </div>
        </article>
      )}
    </>
  );
}
