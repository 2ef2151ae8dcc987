/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made up, read and written again. What stands in for a certificate is only as long as one. */

#include "wire-enrolment.h"

#include "mado-enrolment.h"

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

/**
 * wire_enrolment_make_file:
 * @chance: by which
 *
 * Returns: (transfer full): an enrolment file
 */
GBytes *
wire_enrolment_make_file (GRand *chance)
{
  g_auto (MadoEnrolmentFile) file = { 0 };

  file.address = g_strdup_printf ("192.0.2.%d:8443", g_rand_int_range (chance, 0, 256));
  file.authority = draw_pem (chance);
  file.terminal = draw_name (chance);
  file.certificate = draw_pem (chance);
  file.key = draw_pem (chance);

  return mado_enrolment_file_write (&file, NULL);
}

/**
 * wire_enrolment_rewrite_file:
 * @text: what may be an enrolment file
 * @error: why it is none
 *
 * Returns: (transfer full) (nullable): it, written again
 */
GBytes *
wire_enrolment_rewrite_file (GBytes *text, GError **error)
{
  g_auto (MadoEnrolmentFile) file = { 0 };

  return mado_enrolment_file_read (text, &file, error) ? mado_enrolment_file_write (&file, error) : NULL;
}

/**
 * wire_enrolment_make_request:
 * @chance: by which
 *
 * Returns: (transfer full): an enrolment request
 */
GBytes *
wire_enrolment_make_request (GRand *chance)
{
  g_auto (MadoEnrolmentRequest) request = { 0 };

  request.code = g_strdup_printf ("%04d-ABCD", g_rand_int_range (chance, 0, 10000));
  request.request = draw_pem (chance);

  return mado_enrolment_request_write (&request, NULL);
}

/**
 * wire_enrolment_rewrite_request:
 * @text: what may be an enrolment request
 * @error: why it is none
 *
 * Returns: (transfer full) (nullable): it, written again
 */
GBytes *
wire_enrolment_rewrite_request (GBytes *text, GError **error)
{
  g_auto (MadoEnrolmentRequest) request = { 0 };

  return mado_enrolment_request_read (text, &request, error) ? mado_enrolment_request_write (&request, error) : NULL;
}

/**
 * wire_enrolment_make_reply:
 * @chance: by which
 *
 * Returns: (transfer full): an enrolment reply
 */
GBytes *
wire_enrolment_make_reply (GRand *chance)
{
  g_auto (MadoEnrolmentReply) reply = { 0 };

  reply.terminal = draw_name (chance);
  reply.certificate = draw_pem (chance);

  return mado_enrolment_reply_write (&reply, NULL);
}

/**
 * wire_enrolment_rewrite_reply:
 * @text: what may be an enrolment reply
 * @error: why it is none
 *
 * Returns: (transfer full) (nullable): it, written again
 */
GBytes *
wire_enrolment_rewrite_reply (GBytes *text, GError **error)
{
  g_auto (MadoEnrolmentReply) reply = { 0 };

  return mado_enrolment_reply_read (text, &reply, error) ? mado_enrolment_reply_write (&reply, error) : NULL;
}
