/**
 * Which versions of TLS and which ciphers a Regional or private endpoint speaks. Changing it takes API Gateway about 15 minutes, in which
 * the API can be called. The names are the service's own: PFS for perfect forward secrecy, PQ for post-quantum key exchange, FIPS for validated modules.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
export enum TlsPolicy {
  /** TLS 1.3. */
  TLS13_1_3_2025_09 = 'SecurityPolicy_TLS13_1_3_2025_09',
  /** TLS 1.3 with FIPS. */
  TLS13_1_3_FIPS_2025_09 = 'SecurityPolicy_TLS13_1_3_FIPS_2025_09',
  /** TLS 1.2 and 1.3 with FIPS, PFS and PQ. */
  TLS13_1_2_FIPS_PFS_PQ_2025_09 = 'SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09',
  /** TLS 1.2 and 1.3 with FIPS and PQ. */
  TLS13_1_2_FIPS_PQ_2025_09 = 'SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09',
  /** TLS 1.2 and 1.3 with FIPS and PQ, and with more ciphers for older clients. */
  TLS13_1_2_EXT2_FIPS_PQ_2025_09 = 'SecurityPolicy_TLS13_1_2_Ext2_FIPS_PQ_2025_09',
  /** TLS 1.2 and 1.3 with PFS and PQ. */
  TLS13_1_2_PFS_PQ_2025_09 = 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09',
  /** TLS 1.2 and 1.3 with PQ. */
  TLS13_1_2_PQ_2025_09 = 'SecurityPolicy_TLS13_1_2_PQ_2025_09',
  /** TLS 1.2 and 1.3 with PQ, and with more ciphers for older clients. */
  TLS13_1_2_EXT2_PQ_2025_09 = 'SecurityPolicy_TLS13_1_2_Ext2_PQ_2025_09',
  /** TLS 1.2 and 1.3. */
  TLS13_1_2_2021_06 = 'SecurityPolicy_TLS13_1_2_2021_06',
  /** TLS 1.2 and 1.3, as private endpoints speak it by default. A Regional API that once had `TLS_1_0` cannot change to it. */
  TLS_1_2 = 'TLS_1_2',
  /** TLS 1.0 to 1.3, as Regional endpoints speak it by default. */
  TLS_1_0 = 'TLS_1_0',
}

/**
 * Which versions of TLS and which ciphers an edge-optimized endpoint speaks. Changing it takes API Gateway about 15 minutes, in which the API can be called.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
export enum EdgeTlsPolicy {
  /** TLS 1.3. */
  TLS13_2025 = 'SecurityPolicy_TLS13_2025_EDGE',
  /** TLS 1.2 and 1.3 with perfect forward secrecy. */
  TLS12_PFS_2025 = 'SecurityPolicy_TLS12_PFS_2025_EDGE',
  /** TLS 1.2 and 1.3. */
  TLS12_2018 = 'SecurityPolicy_TLS12_2018_EDGE',
  /** TLS 1.0 to 1.3, as edge-optimized endpoints speak it by default. */
  TLS_1_0 = 'TLS_1_0',
}

/**
 * How closely an endpoint looks at where a request was meant to go.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html
 */
export enum EndpointAccessMode {
  /** As ever. */
  BASIC = 'BASIC',
  /**
   * The host name of the TLS handshake has to be the one in the `Host` header, and the request has to come through the API's own kind of
   * endpoint. Going back to `BASIC` interrupts the API for about 15 minutes.
   */
  STRICT = 'STRICT',
}
