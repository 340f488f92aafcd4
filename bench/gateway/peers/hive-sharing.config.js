import { defineConfig } from '@graphql-hive/gateway'

/** As in Hive's published benchmark, beside --jit. */
export const gatewayConfig = defineConfig({ inboundInflightRequestDeduplication: true })
