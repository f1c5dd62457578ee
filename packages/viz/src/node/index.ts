import * as browser from '../index.js';
import { withDocument } from './with-document.js';

export * from '../index.js';
export { type PngOptions, toPng } from './to-png.js';
export { createDocument } from './with-document.js';

// The functions of the main entry that draw, with a document supplied. A local export wins over `export *`.
export const chromaPlot = withDocument(browser.chromaPlot, 1);
export const classBalancePlot = withDocument(browser.classBalancePlot, 1);
export const confusionPlot = withDocument(browser.confusionPlot, 1);
export const contoursPlot = withDocument(browser.contoursPlot, 1);
export const crossCorpusPlot = withDocument(browser.crossCorpusPlot, 1);
export const distributionPlot = withDocument(browser.distributionPlot, 1);
export const durationsPlot = withDocument(browser.durationsPlot, 1);
export const exploreHtml = withDocument(browser.exploreHtml, 1);
export const groupGapsPlot = withDocument(browser.groupGapsPlot, 1);
export const heatMapPlot = withDocument(browser.heatMapPlot, 1);
export const histogramPlot = withDocument(browser.histogramPlot, 1);
export const importancePlot = withDocument(browser.importancePlot, 1);
export const learningCurvesPlot = withDocument(browser.learningCurvesPlot, 1);
export const melPlot = withDocument(browser.melPlot, 1);
export const mfccPlot = withDocument(browser.mfccPlot, 1);
export const perClassPlot = withDocument(browser.perClassPlot, 1);
export const projectionPlot = withDocument(browser.projectionPlot, 2);
export const reliabilityPlot = withDocument(browser.reliabilityPlot, 1);
export const reportHtml = withDocument(browser.reportHtml, 1);
export const spectrogramPlot = withDocument(browser.spectrogramPlot, 1);
export const timelineHtml = withDocument(browser.timelineHtml, 1);
export const timelinePlot = withDocument(browser.timelinePlot, 2);
export const uarPlot = withDocument(browser.uarPlot, 1);
export const waveformPlot = withDocument(browser.waveformPlot, 1);
