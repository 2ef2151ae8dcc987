/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes a route that there is, a body that could be right, and spoils some of it. */

#include "hostile-request.h"

#include <string.h>

#include "wire-records.h"

#define N_SPOILINGS 4
#define WARD "/v1/s/shinjuku/ninpu-r7/"
#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const struct {
  const char *method;
  const char *target;
  const char *record; /* (nullable): of the body */
  gboolean changes;   /* whoever is let in may change something by it */
} routes[] = {
  { "POST", WARD "hello", "hello-request", FALSE },
  { "POST", WARD "push", "push-request", TRUE },
  { "POST", WARD "pull", "pull-request", FALSE },
  { "POST", WARD "rows", "rows-request", FALSE },
  { "POST", WARD "history", "history-request", FALSE },
  { "POST", WARD "presence", "presence-request", FALSE },
  { "GET", WARD "programme/1", NULL, FALSE },
  { "PUT", WARD "blob/" HASH "/0", "attachment", TRUE },
  { "POST", WARD "blob/" HASH "/10", "attachment", TRUE },
  { "GET", WARD "blob/" HASH, NULL, FALSE },
  { "POST", "/v1/a/shinjuku/sign-out", "access-request", TRUE },
  { "POST", "/v1/a/shinjuku/leave", "access-request", TRUE },
  { "POST", "/v1/a/shinjuku/accounts/list", "access-request", TRUE },
  { "POST", "/v1/a/shinjuku/accounts/make", "access-request", TRUE },
  { "POST", "/v1/a/shinjuku/audit/sign-off", "access-request", TRUE },
  { "POST", "/v1/enrol", "enrolment-request", FALSE },
  { "POST", "/v1/unsent", "push-reply", FALSE },
  { "GET", "/v1/order", NULL, FALSE },
  { "GET", "/v1/health", NULL, FALSE },
  { "GET", "/v1/metrics", NULL, FALSE },
};

static const char *const heads[] = {
  "Range: bytes=0-",
  "Range: bytes=9-1,2-",
  "Range: bytes=-99999999999999999999",
  "Range: \xff\xfe",
  "Content-Encoding: zstd",
  "Content-Encoding: gzip",
  "Accept-Encoding: zstd;q=0",
  "Transfer-Encoding: chunked",
  "Content-Length: 3",
  "Content-Length: -1",
  "Content-Length: 18446744073709551616",
  "Connection: close",
  "Upgrade: websocket",
  "Authorization: Basic Og==",
  "Authorization: Bearer ",
  "Host: elsewhere",
  "X: \x01\x02",
  "no colon",
  " folded: x",
};

static guint
draw (GRand *chance, gsize limit)
{
  return (guint) g_rand_int_range (chance, 0, (gint32) limit);
}

static gboolean
happens (GRand *chance, guint percent)
{
  return draw (chance, 100) < percent;
}

/* --- bodies ------------------------------------------------------------------------------------------------------- */

static void
spoil_byte (GByteArray *body, GRand *chance)
{
  if (body->len > 0)
    body->data[draw (chance, body->len)] = (guint8) draw (chance, 256);
}

static void
cut_off (GByteArray *body, GRand *chance)
{
  if (body->len > 0)
    g_byte_array_set_size (body, draw (chance, body->len));
}

static void
insert_text (GByteArray *body, GRand *chance)
{
  static const char *const texts[] = { "[[[[[[[[[[[[[[[[", "\"", "\xff\xfe", "null",    "1e999", "-0",
                                       "\\ud800",          "{}", "\"a\":1,", "\xe2\x80" };
  const char *text = texts[draw (chance, G_N_ELEMENTS (texts))];
  const guint at = draw (chance, body->len + 1);
  g_autofree guint8 *rest = g_memdup2 (body->data + at, body->len - at);
  const guint n_rest = body->len - at;

  g_byte_array_set_size (body, at);
  g_byte_array_append (body, (const guint8 *) text, (guint) strlen (text));
  if (n_rest > 0)
    g_byte_array_append (body, rest, n_rest);
}

static void
repeat_all (GByteArray *body, GRand *chance)
{
  if (body->len > 0 && body->len < 10000) {
    g_autofree guint8 *once = g_memdup2 (body->data, body->len);

    g_byte_array_append (body, once, body->len);
  }
}

static void
spoil_body (GByteArray *body, GRand *chance)
{
  static void (*const spoilers[]) (GByteArray *, GRand *) = { spoil_byte, cut_off, insert_text, repeat_all };
  const guint n = 1 + draw (chance, N_SPOILINGS);

  for (guint i = 0; i < n; i++)
    spoilers[draw (chance, G_N_ELEMENTS (spoilers))](body, chance);
}

static GByteArray *
make_body (GRand *chance, const char *name)
{
  const WireRecord *record = wire_record_find (name);
  g_autoptr (GBytes) text = record->make (chance);
  GByteArray *body = g_byte_array_new ();

  g_byte_array_append (body, g_bytes_get_data (text, NULL), (guint) g_bytes_get_size (text));

  return body;
}

/* --- heads -------------------------------------------------------------------------------------------------------- */

static char *
spoil_target (GRand *chance, const char *target)
{
  static const char *const tricks[] = { "/..", "//", "%2e%2e", "?x=1", "/./", "\\", "%00", "/", ";x", "\xe7\xaa\x93" };
  g_autoptr (GString) spoiled = g_string_new (target);

  g_string_insert (spoiled, (gssize) draw (chance, spoiled->len + 1), tricks[draw (chance, G_N_ELEMENTS (tricks))]);

  return g_strdup (spoiled->str);
}

static void
add_head (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
}

static void
add_line (GByteArray *bytes, const char *text)
{
  add_head (bytes, text);
  add_head (bytes, "\r\n");
}

static const char *
draw_token (GRand *chance, const HostileTokens *tokens, gboolean may_be_own)
{
  const guint choice = draw (chance, 4);

  if (choice == 0 && may_be_own)
    return tokens->own;

  return choice == 1 ? tokens->stolen : choice == 2 ? "no-session-at-all" : NULL;
}

/**
 * hostile_request_make:
 * @chance: by which
 * @tokens: that it may say it has
 *
 * Returns: a request
 */
HostileRequest
hostile_request_make (GRand *chance, const HostileTokens *tokens)
{
  const guint route = draw (chance, G_N_ELEMENTS (routes));
  const char *token = draw_token (chance, tokens, !routes[route].changes);
  g_autofree char *target =
      happens (chance, 15) ? spoil_target (chance, routes[route].target) : g_strdup (routes[route].target);
  g_autoptr (GByteArray) body =
      routes[route].record != NULL ? make_body (chance, routes[route].record) : g_byte_array_new ();
  HostileRequest self = { g_byte_array_new (), TRUE };
  g_autofree char *first =
      g_strdup_printf ("%s %s HTTP/1.1", happens (chance, 5) ? "DELETE" : routes[route].method, target);
  g_autofree char *length = NULL;

  if (happens (chance, 70))
    spoil_body (body, chance);
  add_line (self.bytes, first);
  add_line (self.bytes, "Host: service");
  if (token != NULL) {
    g_autofree char *line = g_strconcat ("Authorization: Bearer ", token, NULL);

    add_line (self.bytes, line);
  }
  if (happens (chance, 15)) {
    const char *head = heads[draw (chance, G_N_ELEMENTS (heads))];

    add_line (self.bytes, head);
    self.is_whole = !g_str_has_prefix (head, "Content-Length: 3");
  }
  if (body->len > 0) {
    length = g_strdup_printf ("Content-Length: %u\r\n", body->len);
    add_head (self.bytes, length);
  }
  add_head (self.bytes, "\r\n");
  if (body->len > 0 && happens (chance, 3)) {
    cut_off (body, chance);
    self.is_whole = FALSE;
  }
  g_byte_array_append (self.bytes, body->data, body->len);

  return self;
}

/**
 * hostile_request_clear:
 * @self: a request
 */
void
hostile_request_clear (HostileRequest *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
}
