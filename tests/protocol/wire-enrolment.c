/* SPDX-License-Identifier: GPL-3.0-or-later */

/* By what a terminal comes to its certificate. What stands in for a certificate is only as long as one. */

#include "mado-enrolment.h"
#include "wire-parts.h"

static char *
draw_pem (GRand *chance)
{
  return g_strdup_printf ("-----BEGIN X-----\n%08x%08x\n-----END X-----\n", g_rand_int (chance), g_rand_int (chance));
}

static char *
draw_name (GRand *chance)
{
  return g_strdup_printf ("t-%03d", g_rand_int_range (chance, 0, 1000));
}

static GBytes *
make_file (GRand *chance)
{
  g_auto (MadoEnrolmentFile) file = { 0 };

  file.address = g_strdup_printf ("192.0.2.%d:8443", g_rand_int_range (chance, 0, 256));
  file.authority = draw_pem (chance);
  file.terminal = draw_name (chance);
  file.certificate = draw_pem (chance);
  file.key = draw_pem (chance);

  return mado_enrolment_file_write (&file, NULL);
}

static GBytes *
rewrite_file (GBytes *text, GError **error)
{
  g_auto (MadoEnrolmentFile) file = { 0 };

  return mado_enrolment_file_read (text, &file, error) ? mado_enrolment_file_write (&file, error) : NULL;
}

static GBytes *
make_request (GRand *chance)
{
  g_auto (MadoEnrolmentRequest) request = { 0 };

  request.code = g_strdup_printf ("%04d-ABCD", g_rand_int_range (chance, 0, 10000));
  request.request = draw_pem (chance);

  return mado_enrolment_request_write (&request, NULL);
}

static GBytes *
rewrite_request (GBytes *text, GError **error)
{
  g_auto (MadoEnrolmentRequest) request = { 0 };

  return mado_enrolment_request_read (text, &request, error) ? mado_enrolment_request_write (&request, error) : NULL;
}

static GBytes *
make_reply (GRand *chance)
{
  g_auto (MadoEnrolmentReply) reply = { 0 };

  reply.terminal = draw_name (chance);
  reply.certificate = draw_pem (chance);

  return mado_enrolment_reply_write (&reply, NULL);
}

static GBytes *
rewrite_reply (GBytes *text, GError **error)
{
  g_auto (MadoEnrolmentReply) reply = { 0 };

  return mado_enrolment_reply_read (text, &reply, error) ? mado_enrolment_reply_write (&reply, error) : NULL;
}

const WireRecord wire_enrolment_records[] = {
  { "enrolment-file", make_file, rewrite_file },
  { "enrolment-request", make_request, rewrite_request },
  { "enrolment-reply", make_reply, rewrite_reply },
  { NULL },
};
