/** One occupancy update on its way: what is sent, and where it came from. */
export interface InputLine {
  /** Line of the input, from 1; for CSV the header is line 1. */
  readonly number: number;
  /** The update as JSON, without a line end; bytes where the line is not text in its encoding, for the server to reject. */
  readonly json: string | Buffer;
  /** The row as it stands in the input, by column, so that it can be mended and sent again; without it the JSON is the row. */
  readonly row?: Readonly<Record<string, string>>;
  /** Bytes of the input read up to and with this line; 0 where that is not known. */
  readonly bytesRead: number;
}
