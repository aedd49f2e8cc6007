/** A random UUID (version 4, RFC 9562); `crypto.randomUUID` is missing on pages without https. */
export { newReportId as newId } from '../report/draft';
