/** One occupancy update on its way: what is sent, and where it came from. */
export interface InputLine {
  /** Line of the input, from 1; for CSV the header is line 1. */
  readonly number: number;
  /** The update as JSON, without a line end. */
  readonly json: string;
  /** Bytes of the input read up to and with this line; 0 where that is not known. */
  readonly bytesRead: number;
}
