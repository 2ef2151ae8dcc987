/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A socket, OpenSSL on it, and enough of HTTP to read an answer. */

#include "tls-client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE 20 /* seconds */

struct _TlsClient {
  int fd;
  SSL_CTX *context;
  SSL *ssl;
  GString *received;
};

static int
connect_from (const char *from, guint16 port)
{
  const struct timeval patience = { .tv_sec = PATIENCE };
  const int on = 1;
  struct sockaddr_in source = { .sin_family = AF_INET };
  struct sockaddr_in target = { .sin_family = AF_INET, .sin_port = htons (port) };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  inet_pton (AF_INET, from != NULL ? from : "127.0.0.1", &source.sin_addr);
  inet_pton (AF_INET, "127.0.0.1", &target.sin_addr);
  setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  setsockopt (fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &source, sizeof source), ==, 0);
  if (connect (fd, (struct sockaddr *) &target, sizeof target) != 0) {
    close (fd);
    return -1;
  }

  return fd;
}

static X509 *
read_certificate (const char *pem)
{
  BIO *source = BIO_new_mem_buf (pem, -1);
  X509 *certificate = PEM_read_bio_X509 (source, NULL, NULL, NULL);

  g_assert_nonnull (certificate);
  BIO_free (source);

  return certificate;
}

static void
use_authority (TlsClient *self, const char *pem)
{
  X509 *certificate = read_certificate (pem);

  X509_STORE_add_cert (SSL_CTX_get_cert_store (self->context), certificate);
  SSL_CTX_set_verify (self->context, SSL_VERIFY_PEER, NULL);
  X509_free (certificate);
}

static void
use_certificate (TlsClient *self, const char *pem, const char *key)
{
  X509 *certificate = read_certificate (pem);
  BIO *source = BIO_new_mem_buf (key, -1);
  EVP_PKEY *native = PEM_read_bio_PrivateKey (source, NULL, NULL, NULL);

  g_assert_cmpint (SSL_CTX_use_certificate (self->context, certificate), ==, 1);
  g_assert_cmpint (SSL_CTX_use_PrivateKey (self->context, native), ==, 1);
  X509_free (certificate);
  EVP_PKEY_free (native);
  BIO_free (source);
}

/* Returns NULL where the service hangs up before TLS stands. */
TlsClient *
tls_client_new (const TlsClientSetup *setup)
{
  g_autoptr (TlsClient) self = g_new0 (TlsClient, 1);

  self->received = g_string_new (NULL);
  self->context = SSL_CTX_new (TLS_client_method ());
  self->fd = connect_from (setup->from, setup->port);
  if (self->fd < 0)
    return NULL;
  if (setup->authority != NULL)
    use_authority (self, setup->authority);
  if (setup->certificate != NULL)
    use_certificate (self, setup->certificate, setup->key);
  if (setup->max_version != 0)
    SSL_CTX_set_max_proto_version (self->context, setup->max_version);
  self->ssl = SSL_new (self->context);
  SSL_set_fd (self->ssl, self->fd);
  SSL_set1_host (self->ssl, "127.0.0.1");
  if (SSL_connect (self->ssl) != 1) {
    ERR_clear_error ();
    return NULL;
  }

  return g_steal_pointer (&self);
}

void
tls_client_free (TlsClient *self)
{
  SSL_free (self->ssl);
  SSL_CTX_free (self->context);
  if (self->fd >= 0)
    close (self->fd);
  g_string_free (self->received, TRUE);
  g_free (self);
}

gboolean
tls_client_send (TlsClient *self, const void *bytes, gsize length)
{
  size_t n_sent = 0;
  gboolean is_sent = length == 0 || SSL_write_ex (self->ssl, bytes, length, &n_sent) == 1;

  ERR_clear_error ();

  return is_sent;
}

/* Sends bytes but for the last @missing of what they are on the line, and closes it: in the midst of a TLS record. */
void
tls_client_break_off (TlsClient *self, const void *bytes, gsize length, gsize missing)
{
  BIO *record = BIO_new (BIO_s_mem ());
  size_t n_written = 0;
  char *start;
  long n_bytes;

  SSL_set0_wbio (self->ssl, record);
  g_assert_cmpint (SSL_write_ex (self->ssl, bytes, length, &n_written), ==, 1);
  n_bytes = BIO_get_mem_data (record, &start);
  g_assert_cmpint (n_bytes, >, (long) missing);
  (void) send (self->fd, start, (size_t) n_bytes - missing, MSG_NOSIGNAL); /* ignored: it breaks in any case */
  close (self->fd);
  self->fd = -1;
}

gboolean
tls_client_send_text (TlsClient *self, const char *text)
{
  return tls_client_send (self, text, strlen (text));
}

static gboolean
receive_more (TlsClient *self)
{
  char bytes[16384];
  size_t n_read = 0;
  gboolean is_read = SSL_read_ex (self->ssl, bytes, sizeof bytes, &n_read) == 1;

  ERR_clear_error ();
  if (is_read)
    g_string_append_len (self->received, bytes, (gssize) n_read);

  return is_read;
}

static gsize
find_length (const char *headers)
{
  g_autofree char *folded = g_ascii_strdown (headers, -1);
  const char *field = strstr (folded, "content-length: ");

  return field != NULL ? strtoul (field + strlen ("content-length: "), NULL, 10) : 0;
}

/* Returns NULL where the connection ends before an answer does. */
TlsReply *
tls_client_receive (TlsClient *self)
{
  g_autoptr (TlsReply) reply = g_new0 (TlsReply, 1);
  const char *end;

  while ((end = strstr (self->received->str, "\r\n\r\n")) == NULL)
    if (!receive_more (self))
      return NULL;

  const gsize head = (gsize) (end - self->received->str) + 4;

  reply->headers = g_strndup (self->received->str, head);
  reply->status = (guint) strtoul (reply->headers + strlen ("HTTP/1.1 "), NULL, 10);

  const gsize length = reply->status < 200 ? 0 : find_length (reply->headers);

  while (self->received->len < head + length)
    if (!receive_more (self))
      return NULL;
  reply->body = g_bytes_new (self->received->str + head, length);
  g_string_erase (self->received, 0, (gssize) (head + length));
  if (reply->status < 200)
    return tls_client_receive (self);

  return g_steal_pointer (&reply);
}

/* Whether the service ended the connection without another word. */
gboolean
tls_client_is_dropped (TlsClient *self)
{
  return self->received->len == 0 && !receive_more (self);
}

TlsReply *
tls_client_ask (TlsClient *self, const char *method, const char *target, const char *headers, GBytes *body)
{
  g_autoptr (GString) request = g_string_new (NULL);
  gsize length = 0;
  const void *bytes = body != NULL ? g_bytes_get_data (body, &length) : NULL;

  g_string_append_printf (request, "%s %s HTTP/1.1\r\nHost: service\r\n%s", method, target,
                          headers != NULL ? headers : "");
  if (body != NULL)
    g_string_append_printf (request, "Content-Length: %" G_GSIZE_FORMAT "\r\n", length);
  g_string_append (request, "\r\n");
  if (length > 0)
    g_string_append_len (request, bytes, (gssize) length);
  if (!tls_client_send (self, request->str, request->len))
    return NULL;

  return tls_client_receive (self);
}

void
tls_reply_free (TlsReply *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->headers);
  g_free (self);
}

char *
tls_reply_dup_text (const TlsReply *self)
{
  gsize length = 0;
  const char *text = g_bytes_get_data (self->body, &length);

  return g_strndup (text != NULL ? text : "", length);
}
