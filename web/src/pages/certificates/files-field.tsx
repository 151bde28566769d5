import FileUpload from "@cloudscape-design/components/file-upload";
import FormField, { type FormFieldProps } from "@cloudscape-design/components/form-field";

import { count } from "../../format/dates.ts";
import { fileProblem } from "./draft.ts";

interface FilesFieldProps extends Pick<FormFieldProps, "description" | "constraintText" | "errorText"> {
  files: File[];
  onChange: (files: File[]) => void;
}

/** Files to send, each with what is wrong with it. */
export function FilesField({ files, onChange, ...field }: FilesFieldProps) {
  return (
    <FormField label="Files" stretch {...field}>
      <FileUpload
        multiple
        value={files}
        onChange={({ detail }) => onChange(detail.value)}
        fileErrors={files.map(fileProblem)}
        showFileSize
        tokenLimit={5}
        i18nStrings={{
          uploadButtonText: () => "Choose files",
          dropzoneText: () => "Drop files here",
          removeFileAriaLabel: (_, name) => `Remove ${name}`,
          limitShowFewer: "Show fewer files",
          limitShowMore: "Show more files",
          errorIconAriaLabel: "Error",
          warningIconAriaLabel: "Warning",
          formatFileSize: (size) => count(size, "byte"),
        }}
      />
    </FormField>
  );
}
