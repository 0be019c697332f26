"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { FileField } from "./file-field";

interface Form<Files> {
  isPending: boolean;
  /** What the server said, at a field or about the whole. */
  problem: { field: string | null; text: string } | null;
  onSend: (files: Files) => void;
}
type Chosen = { name: string; base64: string } | null;

/** The certificate of a pass type with its key, and Apple's own above it. */
export function AppleFiles({
  isPending,
  problem,
  onSend,
}: Form<{ certificate: string; password: string; authority: string | null }>) {
  const t = useTranslations("passes");
  const [certificate, setCertificate] = useState<Chosen>(null);
  const [authority, setAuthority] = useState<Chosen>(null);
  const [password, setPassword] = useState("");
  const [isMissing, setMissing] = useState(false);
  const at = (field: string) => (problem?.field === field ? problem.text : undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!certificate);
    if (certificate) onSend({ certificate: certificate.base64, password, authority: authority?.base64 ?? null });
  };
  return (
    <form onSubmit={send} className="grid max-w-xl gap-4" noValidate>
      <p className="text-sm text-ink-2">{t("apple.howTo")}</p>
      <FileField
        label={t("apple.certificate")}
        hint={t("apple.certificateHint")}
        accept=".p12,.pfx,.pem"
        chosen={certificate}
        onChoose={setCertificate}
        error={isMissing && !certificate ? t("missing") : at("certificate")}
      />
      <Field label={t("apple.password")} hint={t("apple.passwordHint")} error={at("password")}>
        <Input
          type="password"
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <FileField
        label={t("apple.authority")}
        hint={t("apple.authorityHint")}
        accept=".cer,.pem,.crt"
        chosen={authority}
        onChoose={setAuthority}
        error={at("authority")}
      />
      <Rest problem={problem} isPending={isPending} />
    </form>
  );
}

/** The issuer's number and the service account's key. */
export function GoogleFiles({ isPending, problem, onSend }: Form<{ issuerId: string; serviceAccount: string }>) {
  const t = useTranslations("passes");
  const [issuerId, setIssuerId] = useState("");
  const [account, setAccount] = useState<Chosen>(null);
  const [isTried, setTried] = useState(false);
  const isNumber = /^\d{10,25}$/.test(issuerId.trim());
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isNumber && account) onSend({ issuerId: issuerId.trim(), serviceAccount: account.base64 });
  };
  return (
    <form onSubmit={send} className="grid max-w-xl gap-4" noValidate>
      <p className="text-sm text-ink-2">{t("google.howTo")}</p>
      <Field
        label={t("google.issuerId")}
        hint={t("google.issuerIdHint")}
        error={isTried && !isNumber ? t("issuerIdWrong") : undefined}
      >
        <Input inputMode="numeric" value={issuerId} onChange={(event) => setIssuerId(event.target.value)} />
      </Field>
      <FileField
        label={t("google.serviceAccount")}
        hint={t("google.serviceAccountHint")}
        accept=".json,application/json"
        chosen={account}
        onChoose={setAccount}
        error={isTried && !account ? t("missing") : problem?.field === "serviceAccount" ? problem.text : undefined}
      />
      <Rest problem={problem} isPending={isPending} />
    </form>
  );
}

const shownAtFields = ["certificate", "password", "authority", "serviceAccount"];

function Rest({ problem, isPending }: Pick<Form<never>, "problem" | "isPending">) {
  const t = useTranslations("passes");
  return (
    <>
      {problem && !shownAtFields.includes(problem.field ?? "") && <Notice tone="danger">{problem.text}</Notice>}
      <div>
        <Button type="submit" variant="primary" loading={isPending}>
          {t("save")}
        </Button>
      </div>
    </>
  );
}
