import { WalletCards } from "lucide-react";
import { useTranslations } from "next-intl";
import { PersonName, type NameParts } from "@/components/format/person-name";
import { Points } from "@/components/format/amount";
import { RankChip } from "@/components/ranks/rank-chip";
import { buttonStyle } from "@/components/ui/button-style";
import { ChangingCode } from "./changing-code";

interface Props {
  memberNo: string;
  /** The number in groups, as people read it out. */
  spoken: string;
  name: NameParts;
  available: number;
  rank: { name: string; color: string } | null;
  /** The barcode, drawn by the server as SVG text. */
  barcodeSvg: string;
  /** Codes that change, where the shop asks for them before points are paid with. */
  rotating: { svgs: readonly string[]; stepSeconds: number; firstForMs: number } | null;
  /** Where the card can be taken into a phone's wallet; a wallet that the shop has not set up has no address. */
  wallets: { apple: string | null; google: string | null };
}

function WalletLinks({ apple, google }: Props["wallets"]) {
  const t = useTranslations("passes.my");
  if (!apple && !google) return null;
  // Plain links: what they lead to is a file, or another site.
  return (
    <div className="grid gap-2 border-t border-line pt-4">
      {apple && (
        <a href={apple} className={buttonStyle({ block: true })}>
          <WalletCards aria-hidden />
          {t("add.apple")}
        </a>
      )}
      {google && (
        <a href={google} className={buttonStyle({ block: true })}>
          <WalletCards aria-hidden />
          {t("add.google")}
        </a>
      )}
      <p className="text-xs text-ink-3">{t("lead")}</p>
    </div>
  );
}

const imageOf = (svg: string) => `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;

/** The digital card: white whatever the theme, since scanners need dark bars on a light ground. */
export function CardPage({ memberNo, spoken, name, available, rank, barcodeSvg, rotating, wallets }: Props) {
  const t = useTranslations("my.card");
  const image = imageOf(barcodeSvg);
  return (
    <div className="grid grid-cols-1 gap-4 text-center">
      <h1 className="text-xl">{t("title")}</h1>
      <p className="text-sm text-ink-2">{t("hint")}</p>
      <div className="grid gap-4 rounded-2xl border border-line bg-white px-4 py-8 text-[#16181d] shadow-card">
        <img
          src={image}
          alt={t("alt", { number: memberNo })}
          className="mx-auto max-h-64 min-h-24 w-full max-w-sm object-contain"
        />
        <p className="tabular text-xl tracking-widest" aria-label={t("number")}>
          {spoken}
        </p>
        {rank && (
          <p>
            <RankChip {...rank} size="md" />
          </p>
        )}
        {rotating && (
          <section className="grid gap-2 border-t border-[#d9dce1] pt-6">
            <h2 className="text-sm font-semibold">{t("spendTitle")}</h2>
            <ChangingCode
              key={rotating.svgs[0]}
              images={rotating.svgs.map(imageOf)}
              stepSeconds={rotating.stepSeconds}
              firstForMs={rotating.firstForMs}
              alt={t("spendAlt")}
              nextIn={t.raw("spendNext")}
            />
            <p className="text-xs text-[#5b616b]">{t("spendHint")}</p>
          </section>
        )}
      </div>
      <div className="flex items-center justify-between gap-4 rounded-xl border border-line bg-surface px-4 py-3 text-start">
        <PersonName name={{ ...name, memberNumber: memberNo }} kana={false} className="min-w-0 truncate text-sm" />
        <Points value={available} className="shrink-0 font-semibold" />
      </div>
      <p className="text-xs text-ink-3">{t("brightness")}</p>
      <WalletLinks {...wallets} />
    </div>
  );
}
