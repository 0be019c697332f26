"use client";

import { Download, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { LogoField } from "@/app/[shop]/admin/settings/_parts/logo-field";
import { FormActions, FormGrid } from "@/components/form/form-grid";
import { ColorGuard } from "@/components/settings/color-guard";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { RadioGroup } from "@/components/ui/radio-group";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { Switch } from "@/components/ui/switch";
import { ChoiceField, TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import { brandColorCheck } from "@/server/tenancy/rules";
import type { Samples } from "./samples";

export const ButtonShelf = ({ words: w }: { words: Samples }) => (
  <Card className="grid gap-4">
    <div className="flex flex-wrap items-center gap-2">
      <Button variant="primary">{w.publish}</Button>
      <Button>{w.save}</Button>
      <Button variant="ghost">{w.later}</Button>
      <Button variant="danger">{w.remove}</Button>
      <Button variant="danger-quiet">{w.withdraw}</Button>
      <ButtonLink href="#buttons" variant="link">
        {w.open}
      </ButtonLink>
    </div>
    <div className="flex flex-wrap items-center gap-2">
      <Button variant="primary" loading>
        {w.loading}
      </Button>
      <Button variant="primary" disabledReason={w.noRight}>
        {w.publish}
      </Button>
      <Button disabled>{w.save}</Button>
      <Button variant="primary" icon={<Plus aria-hidden />}>
        {w.create}
      </Button>
    </div>
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm">{w.save}</Button>
      <Button size="md">{w.save}</Button>
      <Button size="lg" variant="primary">
        {w.publish}
      </Button>
      <IconButton label={w.menu[0] ?? ""} icon={<Pencil aria-hidden />} />
      <IconButton label={w.menu[2] ?? ""} icon={<Download aria-hidden />} variant="secondary" />
      <IconButton label={w.remove} icon={<Trash2 aria-hidden />} size="sm" />
      <SubmitButton variant="primary">{w.save}</SubmitButton>
      <SubmitButton busy>{w.loading}</SubmitButton>
      <CopyButton text="2900001234580" />
      <span className="flex gap-1">
        <Kbd>⌘</Kbd>
        <Kbd>K</Kbd>
      </span>
    </div>
  </Card>
);

export function FieldShelf({ words: w }: { words: Samples }) {
  const [store, setStore] = useState<string | null>(null);
  return (
    <Card>
      <FormGrid columns={2}>
        <TextField label={w.name} hint={w.emailHint} defaultValue={w.user} />
        <TextField label={w.email} error={w.emailError} defaultValue="misaki@example" />
        <ChoiceField label={w.price} options={[{ value: "a", label: w.save }]} />
        <Field label={w.name} required>
          <Input defaultValue={w.user} autoComplete="name" />
        </Field>
        <Field label={w.email} hint={w.emailHint} optional>
          <Input type="email" placeholder="name@example.com" />
        </Field>
        <Field label={w.email} error={w.emailError} required>
          <Input defaultValue="misaki@example" />
        </Field>
        <Field label={w.price}>
          <Input inputMode="numeric" prefix="¥" defaultValue="12,800" />
        </Field>
        <Field label={w.rate}>
          <Input inputMode="decimal" suffix="%" defaultValue="1.5" />
        </Field>
        <Field label={w.store}>
          <Select placeholder={w.chooseStore} options={w.stores.map((name) => ({ value: name, label: name }))} />
        </Field>
        <Field label={w.chooseItem}>
          <Combobox
            choices={w.items.map((name, i) => ({ value: name, label: name, hint: `SKU-10${i}` }))}
            value={store}
            onValueChange={setStore}
            placeholder={w.chooseItem}
          />
        </Field>
        <Field label={w.name}>
          <Input defaultValue={w.user} disabled />
        </Field>
        <Field label={w.note} className="sm:col-span-2">
          <Textarea placeholder={w.notePlaceholder} />
        </Field>
      </FormGrid>
      <FormActions note={w.emailHint}>
        <Button>{w.later}</Button>
        <Button variant="primary">{w.save}</Button>
      </FormActions>
    </Card>
  );
}

export function ChoiceShelf({ words: w }: { words: Samples }) {
  const [filter, setFilter] = useState("1");
  const [text, setText] = useState("");
  return (
    <Card className="grid gap-5">
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <div>
          <Checkbox label={w.consent} hint={w.consentHint} defaultChecked />
          <Checkbox label={w.consent} />
          <Checkbox label={w.consent} disabled />
        </div>
        <div>
          <Switch label={w.pause} hint={w.pauseHint} defaultChecked />
          <Switch label={w.pause} />
        </div>
        <RadioGroup
          legend={w.timing}
          name="timing-cards"
          look="cards"
          defaultValue="daily"
          options={[
            { value: "once", label: w.once, hint: w.onceHint },
            { value: "daily", label: w.daily, hint: w.dailyHint },
          ]}
        />
        <RadioGroup
          legend={w.timing}
          name="timing-plain"
          defaultValue="once"
          options={[
            { value: "once", label: w.once },
            { value: "daily", label: w.daily },
            { value: "never", label: w.later, disabled: true },
          ]}
        />
      </div>
      <SearchInput label={w.search} placeholder={w.searchHint} value={text} onSearch={setText} />
      <FilterChips
        label={w.sections.choices}
        value={filter}
        onValueChange={setFilter}
        options={w.filters.map((label, i) => ({ value: String(i), label, count: [24, 8, 12, 4][i] }))}
      />
    </Card>
  );
}

/** The colour of a shop, readable or not, and its logo's guard. */
export function BrandShelf() {
  const [color, setColor] = useState("#f2c94c");
  return (
    <Card className="grid gap-6">
      <LogoField slug="aoi" shop={{ name: "あおい電機", color }} fileId={null} onChange={() => undefined} />
      <ColorGuard verdict={brandColorCheck(color)} onTake={setColor} />
      <ColorGuard verdict={brandColorCheck("#7a8a99")} onTake={setColor} />
    </Card>
  );
}
