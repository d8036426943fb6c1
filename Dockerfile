# docker build -t verbatim . && docker run --rm -p 127.0.0.1:7860:7860 -v verbatim-store:/data verbatim
FROM python:3.12-slim

# pip reads this variable: it is where the CPU build of torch is. To build for a GPU, pass
# --build-arg PIP_EXTRA_INDEX_URL= and get several gigabytes of CUDA.
ARG PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    VERBATIM_STORE=/data/store

RUN useradd --create-home --uid 1000 verbatim \
    && install --directory --owner=verbatim --group=verbatim /app /data
WORKDIR /app

# The requirements first: a change of the program does not install them again.
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

COPY --chown=verbatim:verbatim . .
USER verbatim

VOLUME /data
EXPOSE 7860

# The page answers while the models still load: a minute is ample for the first start.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:7860/', timeout=4)"]

CMD ["python", "app.py", "serve", "--host", "0.0.0.0"]
