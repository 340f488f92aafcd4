import { defineConfig } from '@graphql-hive/gateway'
import { unifiedGraphHandler } from '@graphql-hive/router-runtime'

/** As in Hive's published benchmark of its Rust planner. */
export const gatewayConfig = defineConfig({ unifiedGraphHandler, inboundInflightRequestDeduplication: true })
