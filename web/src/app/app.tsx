import { I18nProvider } from "@cloudscape-design/components/i18n";
import messages from "@cloudscape-design/components/i18n/messages/all.en";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router";

import { ApiError, setSignedOutHandler } from "../api/client.ts";
import { sessionEndedKey, sessionQuery } from "../api/session.ts";
import { NotificationsProvider } from "./notifications.tsx";
import { createRouter } from "./routes.tsx";

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only an unreachable or overloaded server is asked again.
      retry: (failures, error) =>
        failures < 2 && (!(error instanceof ApiError) || error.fault === "unavailable"),
    },
  },
});
setSignedOutHandler(() => {
  queryClient.setQueryData(sessionEndedKey, true);
  queryClient.setQueryData(sessionQuery.queryKey, null);
});
const router = createRouter();

export function App() {
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={queryClient}>
        <NotificationsProvider>
          <RouterProvider router={router} />
        </NotificationsProvider>
      </QueryClientProvider>
    </I18nProvider>
  );
}
