# The app as an image: docker build -t convolution . && docker run -p 8501:8501 convolution
# It runs with a read-only file system, too: --read-only --tmpfs /tmp --volume rooms:/data
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501 \
    STREAMLIT_SERVER_HEADLESS=true \
    CLASSROOM_URL=sqlite:////data/rooms.db

WORKDIR /app
COPY requirements.txt ./
COPY deploy/requirements.txt deploy/
RUN pip install --no-cache-dir -r deploy/requirements.txt

COPY . .
# Compiled here, because nothing can be written when it runs.
RUN python -m compileall -q . \
    && useradd --system --uid 10001 --no-create-home app \
    && install -d -o app /data
USER 10001
VOLUME /data
EXPOSE 8501

HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["python", "-m", "deploy.health"]
CMD ["streamlit", "run", "app.py"]
