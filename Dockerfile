# One image for every service; which one runs is the container's command.
FROM node:24-bookworm-slim AS base
WORKDIR /app

# What npm and Prisma work from, apart from everything else: their layers are made again only when one of these changes.
FROM base AS inputs
COPY . /all
RUN cd /all && mkdir /manifests /schemas \
 && cp --parents -t /manifests package.json package-lock.json .npmrc packages/*/package.json services/*/package.json \
 && cp --parents -t /schemas services/*/prisma.config.ts services/*/prisma/schema.prisma

FROM base AS clients
COPY --from=inputs /manifests .
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund --omit=optional --ignore-scripts
COPY --from=inputs /schemas .
RUN npm run generate --workspaces --if-present \
 && mkdir /clients && cp -r --parents -t /clients services/*/src/adapters/prisma/generated

# Only what the services need at run time: no test tools, no embedded PostgreSQL, no second Node, no types, and of
# Prisma's compilers the one for PostgreSQL.
FROM base AS packages
COPY --from=inputs /manifests .
RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund --omit=dev --omit=optional --ignore-scripts \
    -w services/identity -w services/intake -w services/assessment -w services/notification -w services/console \
 && find node_modules -regextype posix-extended -type f \( -name '*.map' -o -name '*.md' -o -regex '.*\.d\.[cm]?ts' \
    -o -regex '.*/query_compiler_.*\.(cockroachdb|mysql|sqlite|sqlserver)\..*' \) -delete

FROM base
RUN mkdir /data .compile-cache && chown node /data .compile-cache
COPY --from=packages /app .
COPY --from=clients /clients .
COPY infra/scripts infra/scripts
COPY packages packages
COPY services services
USER node
# The limits keep an idle service small: V8 would take 128 MB for young objects after a burst, and malloc would keep what
# hashing passwords took (235 MB against 148 after a few logins).
ENV NODE_ENV=production \
    NODE_COMPILE_CACHE=/app/.compile-cache \
    NODE_OPTIONS="--disable-warning=TimeoutNegativeWarning --max-semi-space-size=4" \
    MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=1048576 \
    YUANQU_HOST=0.0.0.0 YUANQU_PORT=8080 YUANQU_DATA=/data
RUN node infra/scripts/warm-compile-cache.mjs
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=4s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["bash", "infra/scripts/health-check.sh"]
CMD ["node", "services/console/src/main.ts"]
