/** What a DICOMweb origin can do beyond the standard. What it cannot, the gateway makes up for, and says so. */
export interface PacsCapabilities {
  /** `orderby=StudyDate:desc` (keyword, `asc` or `desc`) on study searches. */
  readonly canSort: boolean;
  /** `X-Total-Count` on study searches. */
  readonly canCount: boolean;
  /** Finds `Müller*` as written. Orthanc does not; the gateway then widens the query and filters the answer. */
  readonly canMatchUnicode?: boolean;
  /** `ModalitiesInStudy=CT,MR` finds studies with either (PS3.18 8.3.4.1 asks for it with UIDs only). */
  readonly canMatchLists?: boolean;
}

/** The DICOMweb origin. `path` starts with `/studies` and is relative to the DICOMweb root; it may carry a query. */
export interface PacsUpstream {
  readonly capabilities: PacsCapabilities;
  /** Rejects when the origin cannot be reached; an HTTP error status is an answer. */
  fetch(path: string, init?: RequestInit & { duplex?: 'half' }): Promise<Response>;
}
