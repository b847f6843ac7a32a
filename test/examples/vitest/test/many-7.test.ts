import { manyTests } from "./many.ts";

manyTests();
