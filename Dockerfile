# One image for every service; which one runs is the container's command.
FROM node:24-bookworm-slim AS source
WORKDIR /app
COPY . .

FROM source AS generated
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund && npx turbo run generate

FROM source
# Only what the services need at run time: no test tools, no embedded PostgreSQL, no second Node.
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund --omit=dev --omit=optional --ignore-scripts \
    -w services/identity -w services/intake -w services/assessment -w services/notification -w services/console
COPY --from=generated /app/services /app/services
USER node
ENV NODE_ENV=production YUANQU_HOST=0.0.0.0 YUANQU_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=4s --start-period=60s --retries=12 \
  CMD ["node", "infra/scripts/health-check.mjs"]
CMD ["node", "services/console/src/main.ts"]
