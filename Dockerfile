# One image for every server; the command names the server. docker compose builds it; by hand: docker build -t maru .
FROM node:24.21.0-trixie-slim AS build
WORKDIR /maru
COPY package.json package-lock.json .npmrc ./
# No scripts: they would download Node and Electron, which the servers do not need.
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build
RUN npm ci --omit=dev --ignore-scripts

FROM node:24.21.0-trixie-slim
ENV NODE_ENV=production NODE_COMPILE_CACHE=/tmp/compile-cache
WORKDIR /maru
COPY --from=build /maru/package.json ./package.json
COPY --from=build /maru/node_modules ./node_modules
COPY --from=build /maru/out/renderer ./out/renderer
COPY --from=build /maru/resources ./resources
COPY --from=build /maru/backend ./backend
USER node
# kafkajs asks for timers in the past while it has nothing to do; Node would warn of each process.
ENTRYPOINT ["node", "--disable-warning=TimeoutNegativeWarning", "backend/main.ts"]
