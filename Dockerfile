# Builds with any engine that knows multi-stage files; nothing here needs BuildKit.
ARG PYTHON=3.11-slim-bookworm

FROM python:${PYTHON} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/ler
WORKDIR /src
COPY requirements-service.txt requirements-build.txt ./
# Every package is named with its hash: a changed file on the registry ends the build.
RUN /opt/ler/bin/pip install --require-hashes --only-binary :all: -r requirements-service.txt \
 && python -m venv /opt/build \
 && /opt/build/bin/pip install --require-hashes -r requirements-build.txt
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY taxonomies taxonomies
COPY prompts prompts
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && /opt/ler/bin/pip install --no-deps --no-index /wheels/*.whl
# The frameworks are compiled here, so that a container starts at once.
ENV LER_CACHE_FOLDER=/var/cache/ler LER_DATA_FOLDER=/tmp/ler
RUN /opt/ler/bin/ler doctor

FROM python:${PYTHON}
LABEL org.opencontainers.image.title="ler" \
      org.opencontainers.image.description="Resumes, transcripts and job histories to signed Learning and Employment Records" \
      org.opencontainers.image.licenses="Apache-2.0"
# Reads scans and photos; further languages are packages of the same kind, named in LER_OCR_LANGUAGE.
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-eng \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /data ler
COPY --from=build /opt/ler /opt/ler
COPY --from=build --chown=10001:10001 /var/cache/ler /var/cache/ler
# Keys and imported frameworks live in /data: mount a volume there, and the documents to convert at /work.
ENV PATH=/opt/ler/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LER_CACHE_FOLDER=/var/cache/ler \
    LER_DATA_FOLDER=/data
VOLUME /data
# `ler serve --host 0.0.0.0` answers here; LER_PUBLIC_URL says under which address the world sees it.
EXPOSE 8000
WORKDIR /work
USER 10001
HEALTHCHECK --interval=60s --timeout=20s --start-period=5s --retries=3 CMD ["ler", "doctor"]
ENTRYPOINT ["ler"]
CMD ["--help"]
