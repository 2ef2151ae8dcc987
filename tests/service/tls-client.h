/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A client as an attacker or a terminal may build one: OpenSSL over a socket of its own, bytes as it likes. The service
 * uses GnuTLS; so the two do not share their mistakes. Every call ends after a few seconds at the most. */
typedef struct _TlsClient TlsClient;

typedef struct {
  guint16 port;
  const char *from;        /* address to connect from; NULL: 127.0.0.1 */
  const char *authority;   /* PEM; NULL: the service is not verified */
  const char *certificate; /* PEM; NULL: none */
  const char *key;         /* PEM */
  int max_version;         /* of TLS; 0: any */
} TlsClientSetup;

typedef struct {
  guint status;
  char *headers;
  GBytes *body;
} TlsReply;

TlsClient *tls_client_new (const TlsClientSetup *setup) G_GNUC_WARN_UNUSED_RESULT;
void tls_client_free (TlsClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlsClient, tls_client_free)

gboolean tls_client_send (TlsClient *self, const void *bytes, gsize length);
void tls_client_break_off (TlsClient *self, const void *bytes, gsize length, gsize missing);
gboolean tls_client_send_text (TlsClient *self, const char *text);
TlsReply *tls_client_receive (TlsClient *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean tls_client_is_dropped (TlsClient *self);

TlsReply *tls_client_ask (TlsClient *self, const char *method, const char *target, const char *headers, GBytes *body)
    G_GNUC_WARN_UNUSED_RESULT;

void tls_reply_free (TlsReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TlsReply, tls_reply_free)
char *tls_reply_dup_text (const TlsReply *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
