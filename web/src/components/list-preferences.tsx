import CollectionPreferences, {
  type CollectionPreferencesProps,
} from "@cloudscape-design/components/collection-preferences";

export interface Preferences {
  pageSize: number;
  contentDisplay: CollectionPreferencesProps.ContentDisplayItem[];
  wrapLines: boolean;
  stripedRows: boolean;
}

export interface Choosable {
  id: string;
  header: string;
}

export const preferencesOf = (contentDisplay: Preferences["contentDisplay"]): Preferences => ({
  pageSize: 25,
  contentDisplay,
  wrapLines: true,
  stripedRows: false,
});

/** A stored choice may know fewer columns than this release: the new ones are added, hidden. */
export function complete(stored: Preferences, columns: readonly Choosable[]): Preferences {
  const known = stored.contentDisplay.filter(({ id }) => columns.some((column) => column.id === id));
  const added = columns.filter(({ id }) => !known.some((item) => item.id === id));
  return { ...stored, contentDisplay: [...known, ...added.map(({ id }) => ({ id, visible: false }))] };
}

interface ListPreferencesProps {
  columns: readonly Choosable[];
  /** The column that names the row, and cannot be hidden. */
  always: string;
  value: Preferences;
  onChange: (value: Preferences) => void;
}

export function ListPreferences({ columns, always, value, onChange }: ListPreferencesProps) {
  return (
    <CollectionPreferences
      title="Preferences"
      confirmLabel="Apply"
      cancelLabel="Cancel"
      preferences={value}
      onConfirm={({ detail }) =>
        onChange({
          pageSize: detail.pageSize ?? value.pageSize,
          contentDisplay: [...(detail.contentDisplay ?? value.contentDisplay)],
          wrapLines: detail.wrapLines ?? value.wrapLines,
          stripedRows: detail.stripedRows ?? value.stripedRows,
        })
      }
      pageSizePreference={{
        title: "Certificates per page",
        options: [25, 50, 100].map((size) => ({ value: size, label: String(size) })),
      }}
      wrapLinesPreference={{ label: "Wrap lines", description: "Show the whole text of a cell" }}
      stripedRowsPreference={{ label: "Striped rows", description: "Shade every second row" }}
      contentDisplayPreference={{
        title: "Columns",
        description: "Choose and order the columns.",
        enableColumnFiltering: true,
        options: columns.map(({ id, header }) => ({
          id,
          label: header,
          alwaysVisible: id === always,
        })),
      }}
    />
  );
}
