# Build with the whole toolchain, run with what is needed at run time only.
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json .commonjs.mjs ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM node:20-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node /app/dist ./dist
COPY --chown=node:node package.json ./
COPY --chown=node:node spec ./spec
COPY --chown=node:node scenarios ./scenarios
RUN mkdir data && chown node:node data
USER node
VOLUME /app/data
EXPOSE 4010
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4010/__admin/health').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# 0.0.0.0, so that `docker run -p 4010:4010` reaches it. Beyond loopback the admin API wants LOCUM_ADMIN_TOKEN.
# What stands after the image's name replaces CMD: serve /contract/api.yaml --host 0.0.0.0
ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve", "--host", "0.0.0.0"]
