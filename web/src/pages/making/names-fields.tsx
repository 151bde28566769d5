import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";

import { type Description, type Problems } from "./description.ts";

export interface DescriptionFieldsProps {
  description: Description;
  problems: Problems;
  onChange: (change: Partial<Description>) => void;
}

const kinds: {
  part: "dns" | "ips" | "emails" | "uris";
  field: string;
  label: string;
  placeholder: string;
  hint?: string;
}[] = [
  {
    part: "dns",
    field: "dns_names",
    label: "DNS names",
    placeholder: "shop.example.com",
    hint: "One on each line. A star may be the whole first label; international names as they are written.",
  },
  { part: "ips", field: "ip_addresses", label: "IP addresses", placeholder: "192.0.2.7" },
  { part: "emails", field: "emails", label: "E-mail addresses", placeholder: "ada@example.com" },
  { part: "uris", field: "uris", label: "URIs", placeholder: "spiffe://example.com/shop" },
];

export function NamesFields({ description, problems, onChange }: DescriptionFieldsProps) {
  return (
    <Container header={<Header variant="h2">Subject and names</Header>}>
      <SpaceBetween size="l">
        {kinds.map(({ part, field, label, placeholder, hint }) => (
          <FormField key={part} label={label} description={hint} errorText={problems[field]}>
            <Textarea
              value={description[part]}
              rows={part === "dns" ? 3 : 1}
              placeholder={placeholder}
              spellcheck={false}
              autoComplete={false}
              onChange={({ detail }) => onChange({ [part]: detail.value })}
            />
          </FormField>
        ))}
        <FormField
          label="Subject"
          description="The most specific part first, a backslash before a comma that belongs to a value."
          constraintText={
            description.isCa
              ? "An authority's stands as the issuer in all that it signs."
              : "Left empty, it is the first DNS name."
          }
          errorText={problems["subject"]}
        >
          <Input
            value={description.subject}
            placeholder="CN=shop.example.com,O=Example,C=DE"
            spellcheck={false}
            autoComplete={false}
            onChange={({ detail }) => onChange({ subject: detail.value })}
          />
        </FormField>
      </SpaceBetween>
    </Container>
  );
}
