/** All routes under /api. */
import type { Route } from "./route.ts";
import { contextRoutes } from "./routes/context.ts";
import { evidenceRoutes } from "./routes/evidence.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { journeyRoutes } from "./routes/journeys.ts";
import { questionRoutes } from "./routes/questions.ts";
import { removalRoutes } from "./routes/removals.ts";
import { serviceRoutes } from "./routes/service.ts";
import { statementRoutes } from "./routes/statements.ts";

export const ROUTES: readonly Route[] = [
  ...questionRoutes,
  ...journeyRoutes,
  ...removalRoutes,
  ...evidenceRoutes,
  ...contextRoutes,
  ...statementRoutes,
  ...jobRoutes,
  ...serviceRoutes,
];
