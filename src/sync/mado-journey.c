/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says to curl what may be believed, and says in our words what curl found. */

#include "mado-journey.h"

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include "mado-fault-point.h"
#include "mado-parcel.h"

#define CONNECT_PATIENCE 10L /* seconds */
#define NAME_KEPT 0L         /* seconds: whoever sets out anew asks anew where the service is; it may have moved */
#define FIRST_ANSWER 200
#define AFTER_ANSWERS 300
#define PARTIAL_CONTENT 206
#define UNAUTHORIZED 401
#define FORBIDDEN 403
#define FIRST_FAULT_OF_SERVICE 500

struct _MadoJourney {
  CURL *handle;
  struct curl_slist *headers;
  MadoParcel parcel; /* what is said */
  GByteArray *received;
  MadoInstant now;
  gboolean is_timeless;
};

/* --- whom to believe ---------------------------------------------------------------------------------------------- */

static CURLcode
judge_time_cb (G_GNUC_UNUSED CURL *handle, void *context, void *user_data)
{
  const MadoJourney *self = user_data;
  X509_VERIFY_PARAM *rules = SSL_CTX_get0_param (context);

  if (self->is_timeless) /* not beside a time, which would count */
    X509_VERIFY_PARAM_set_flags (rules, X509_V_FLAG_NO_CHECK_TIME);
  else
    X509_VERIFY_PARAM_set_time (rules, (time_t) (self->now.microseconds / G_USEC_PER_SEC));

  return CURLE_OK;
}

static void
set_blob (MadoJourney *self, CURLoption option, const void *bytes, gsize length)
{
  struct curl_blob blob = { (void *) bytes, length, CURL_BLOB_NOCOPY };

  curl_easy_setopt (self->handle, option, &blob);
}

/* No proxy, no redirection, no other protocol, whatever the environment says. */
static void
believe_nobody_else (MadoJourney *self, const MadoPapers *papers)
{
  const char *authority = mado_papers_get_authority (papers);
  const char *certificate = mado_papers_get_certificate (papers);
  const MadoSecret *key = mado_papers_get_key (papers);

  curl_easy_setopt (self->handle, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt (self->handle, CURLOPT_PROXY, "");
  curl_easy_setopt (self->handle, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (self->handle, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_3);
  curl_easy_setopt (self->handle, CURLOPT_SSLCERTTYPE, "PEM");
  curl_easy_setopt (self->handle, CURLOPT_SSLKEYTYPE, "PEM");
  set_blob (self, CURLOPT_CAINFO_BLOB, authority, strlen (authority));
  set_blob (self, CURLOPT_SSLCERT_BLOB, certificate, strlen (certificate));
  set_blob (self, CURLOPT_SSLKEY_BLOB, mado_secret_get_bytes (key), mado_secret_get_length (key));
  curl_easy_setopt (self->handle, CURLOPT_SSL_CTX_FUNCTION, judge_time_cb);
  curl_easy_setopt (self->handle, CURLOPT_SSL_CTX_DATA, self);
  if (!self->is_timeless)
    return;
  curl_easy_setopt (self->handle, CURLOPT_FRESH_CONNECT, 1L); /* nor is it used by anything else after this */
  curl_easy_setopt (self->handle, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt (self->handle, CURLOPT_SSL_SESSIONID_CACHE, 0L);
}

/* --- what is said ------------------------------------------------------------------------------------------------- */

static gsize
take_bytes_cb (char *bytes, G_GNUC_UNUSED gsize one, gsize length, void *user_data)
{
  MadoJourney *self = user_data;

  if (self->received->len + length > MADO_PARCEL_MAX_LENGTH)
    return CURL_WRITEFUNC_ERROR;
  mado_fault_point ("answer-arrives");
  g_byte_array_append (self->received, (const guint8 *) bytes, (guint) length);

  return length;
}

/* The answer has begun; nothing of it is kept here: curl has its status and its length. */
static gsize
take_head_cb (G_GNUC_UNUSED char *bytes, gsize one, gsize length, G_GNUC_UNUSED void *user_data)
{
  mado_fault_point ("answer-begins");

  return one * length;
}

static void
add_header (MadoJourney *self, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ": ", value, NULL);

  self->headers = curl_slist_append (self->headers, line);
}

static void
enclose (MadoJourney *self, const MadoMessage *message)
{
  if (message->body == NULL)
    return;
  if (message->is_raw || !mado_parcel_pack_from (message->body, message->packed_from, &self->parcel, NULL))
    self->parcel = (MadoParcel) { g_bytes_ref (message->body), FALSE };
  if (self->parcel.is_packed)
    add_header (self, "Content-Encoding", "zstd");
  add_header (self, "Content-Type", message->is_raw ? "application/octet-stream" : "application/json");
  self->headers = curl_slist_append (self->headers, "Expect:"); /* nobody waits to be asked for it */
  curl_easy_setopt (self->handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) g_bytes_get_size (self->parcel.bytes));
  curl_easy_setopt (self->handle, CURLOPT_POSTFIELDS, g_bytes_get_data (self->parcel.bytes, NULL));
}

static void
write_down (MadoJourney *self, const MadoMessage *message, const char *address)
{
  g_autofree char *url = g_strconcat ("https://", address, message->target, NULL);

  enclose (self, message);
  curl_easy_setopt (self->handle, CURLOPT_CUSTOMREQUEST, message->method);
  curl_easy_setopt (self->handle, CURLOPT_URL, url);
  curl_easy_setopt (self->handle, CURLOPT_PATH_AS_IS, 1L);
  add_header (self, "Accept-Encoding", "zstd");
  if (message->range != NULL)
    add_header (self, "Range", message->range);
  if (message->token != NULL) {
    g_autofree char *bearer = g_strconcat ("Bearer ", message->token, NULL);

    add_header (self, "Authorization", bearer);
  }
  curl_easy_setopt (self->handle, CURLOPT_HTTPHEADER, self->headers);
  curl_easy_setopt (self->handle, CURLOPT_TIMEOUT, (long) message->patience);
  curl_easy_setopt (self->handle, CURLOPT_CONNECTTIMEOUT, CONNECT_PATIENCE);
  curl_easy_setopt (self->handle, CURLOPT_DNS_CACHE_TIMEOUT, NAME_KEPT);
  curl_easy_setopt (self->handle, CURLOPT_QUICK_EXIT, 1L); /* whoever gives it up does not wait for a name server */
  curl_easy_setopt (self->handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt (self->handle, CURLOPT_WRITEFUNCTION, take_bytes_cb);
  curl_easy_setopt (self->handle, CURLOPT_WRITEDATA, self);
  curl_easy_setopt (self->handle, CURLOPT_HEADERFUNCTION, take_head_cb);
}

/**
 * mado_journey_new:
 * @plan: where to, and whom to believe
 * @message: what is asked
 * @owner: what the handle is known by
 *
 * Returns: (transfer full): a journey that has not begun
 */
MadoJourney *
mado_journey_new (const MadoJourneyPlan *plan, const MadoMessage *message, gpointer owner)
{
  MadoJourney *self = g_new0 (MadoJourney, 1);

  self->handle = curl_easy_init ();
  self->received = g_byte_array_new ();
  self->now = plan->now;
  self->is_timeless = plan->is_timeless;
  curl_easy_setopt (self->handle, CURLOPT_PRIVATE, owner);
  believe_nobody_else (self, plan->papers);
  write_down (self, message, plan->address);

  return self;
}

/**
 * mado_journey_free:
 * @self: (transfer full): a journey that is over, or whose handle nobody carries any more
 */
void
mado_journey_free (MadoJourney *self)
{
  curl_easy_cleanup (self->handle);
  curl_slist_free_all (self->headers);
  mado_parcel_clear (&self->parcel);
  g_byte_array_unref (self->received);
  g_free (self);
}

/**
 * mado_journey_get_handle:
 * @self: a journey
 *
 * Returns: (transfer none): what curl carries
 */
CURL *
mado_journey_get_handle (const MadoJourney *self)
{
  return self->handle;
}

/* --- what came of it ---------------------------------------------------------------------------------------------- */

static MadoObstacle
weigh_status (guint status)
{
  if (status >= FIRST_ANSWER && status < AFTER_ANSWERS)
    return MADO_OBSTACLE_NONE;
  if (status == UNAUTHORIZED)
    return MADO_OBSTACLE_SIGN_IN;
  if (status == FORBIDDEN)
    return MADO_OBSTACLE_NO_ROLE;

  return status >= FIRST_FAULT_OF_SERVICE ? MADO_OBSTACLE_BUSY : MADO_OBSTACLE_GARBLED;
}

static MadoObstacle
weigh_certificate (MadoJourney *self)
{
  long verdict = X509_V_OK;

  curl_easy_getinfo (self->handle, CURLINFO_SSL_VERIFYRESULT, &verdict);

  return verdict == X509_V_ERR_CERT_NOT_YET_VALID || verdict == X509_V_ERR_CERT_HAS_EXPIRED
             ? MADO_OBSTACLE_SERVICE_CERTIFICATE
             : MADO_OBSTACLE_STRANGER;
}

/* Whether the service was there, was the service, and hung up on a connection on which it never said anything. In TLS
 * 1.3 it looks at our certificate when we have long thought that all is well. */
static gboolean
was_turned_away (MadoJourney *self)
{
  curl_off_t secured = 0;
  long n_connects = 0;

  curl_easy_getinfo (self->handle, CURLINFO_APPCONNECT_TIME_T, &secured);
  curl_easy_getinfo (self->handle, CURLINFO_NUM_CONNECTS, &n_connects);

  return secured > 0 && n_connects > 0;
}

static MadoObstacle
weigh_failure (MadoJourney *self, CURLcode result)
{
  switch ((int) result) {
  case CURLE_PEER_FAILED_VERIFICATION:
    return weigh_certificate (self);
  case CURLE_SSL_CERTPROBLEM:
    return MADO_OBSTACLE_OWN_CERTIFICATE;
  case CURLE_WRITE_ERROR:
  case CURLE_WEIRD_SERVER_REPLY:
    return MADO_OBSTACLE_GARBLED;
  case CURLE_GOT_NOTHING:
  case CURLE_RECV_ERROR:
  case CURLE_SEND_ERROR:
    return was_turned_away (self) ? MADO_OBSTACLE_TURNED_AWAY : MADO_OBSTACLE_UNREACHABLE;
  default:
    return MADO_OBSTACLE_UNREACHABLE;
  }
}

static gboolean
is_packed (MadoJourney *self)
{
  struct curl_header *header = NULL;

  return curl_easy_header (self->handle, "Content-Encoding", 0, CURLH_HEADER, -1, &header) == CURLHE_OK &&
         g_ascii_strcasecmp (header->value, "zstd") == 0;
}

static void
unpack (MadoJourney *self, MadoResponse *answer)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (self->received);
  const MadoParcel parcel = { bytes, is_packed (self) };

  self->received = g_byte_array_new ();
  answer->body = mado_parcel_unpack (&parcel, MADO_PARCEL_MAX_LENGTH, NULL);
  if (answer->body == NULL)
    answer->obstacle = MADO_OBSTACLE_GARBLED;
}

/* A part that does not say which part it is cannot be put anywhere. */
static void
look_at_range (MadoJourney *self, MadoResponse *answer)
{
  struct curl_header *header = NULL;

  if (answer->status != PARTIAL_CONTENT || answer->body == NULL)
    return;
  if (curl_easy_header (self->handle, "Content-Range", 0, CURLH_HEADER, -1, &header) == CURLHE_OK &&
      mado_content_range_read (header->value, g_bytes_get_size (answer->body), &answer->range))
    return;
  g_clear_pointer (&answer->body, g_bytes_unref);
  answer->obstacle = MADO_OBSTACLE_GARBLED;
}

/**
 * mado_journey_conclude:
 * @self: a journey that is over
 * @result: what curl says of it
 * @out_answer: (out caller-allocates): what came of it
 */
void
mado_journey_conclude (MadoJourney *self, CURLcode result, MadoResponse *out_answer)
{
  long status = 0;

  *out_answer = (MadoResponse) { 0 };
  if (result != CURLE_OK) {
    out_answer->obstacle = weigh_failure (self, result);
    return;
  }
  curl_easy_getinfo (self->handle, CURLINFO_RESPONSE_CODE, &status);
  out_answer->status = (guint) status;
  out_answer->obstacle = weigh_status (out_answer->status);
  if (out_answer->obstacle == MADO_OBSTACLE_NONE)
    unpack (self, out_answer);
  look_at_range (self, out_answer);
}
