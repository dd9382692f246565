import { explainFigure } from "./explainFigure";
import { addFigure, ceiFigure, dsoFigure } from "./metricFigures";
import { proveFigure } from "./proveFigure";
import { statementFigure } from "./statementFigure";

/** The figures that few cells ask for: a part of their own, fetched at the first such cell, so that all others answer at once. */
export const RARE_FIGURES = { STATEMENT: statementFigure, EXPLAIN: explainFigure, PROVE: proveFigure, DSO: dsoFigure, CEI: ceiFigure, ADD: addFigure } as const;
