/** All routes under /api. */
import type { Route } from "./route.ts";
import { evidenceRoutes } from "./routes/evidence.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { questionRoutes } from "./routes/questions.ts";
import { serviceRoutes } from "./routes/service.ts";
import { statementRoutes } from "./routes/statements.ts";

export const ROUTES: readonly Route[] = [
  ...questionRoutes,
  ...evidenceRoutes,
  ...statementRoutes,
  ...jobRoutes,
  ...serviceRoutes,
];
