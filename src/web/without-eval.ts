/** Zod would try whether it may make code from text, which the server's policy forbids and reports. */
import { z } from "zod";

z.config({ jitless: true });
