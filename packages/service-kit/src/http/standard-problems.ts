import type { Language } from './language.ts';

interface StandardProblem {
  readonly status: number;
  readonly title: Readonly<Record<Language, string>>;
  readonly detail: Readonly<Record<Language, string>>;
}

/** The problems that the chassis itself gives; services bring their own codes with AppError. */
export const standardProblems = {
  'request.invalid': {
    status: 400,
    title: { zh: '请求无效', en: 'Invalid request' },
    detail: {
      zh: '请求中有不符合要求的字段,见 errors。',
      en: 'The request has fields that are not as required; see errors.',
    },
  },
  'request.malformed-json': {
    status: 400,
    title: { zh: 'JSON 格式错误', en: 'Malformed JSON' },
    detail: { zh: '请求体不是有效的 JSON。', en: 'The body is not valid JSON.' },
  },
  'request.too-deep': {
    status: 400,
    title: { zh: 'JSON 嵌套过深', en: 'JSON nested too deeply' },
    detail: { zh: '请求体的嵌套超过 64 层。', en: 'The body is nested more than 64 levels deep.' },
  },
  'request.nul-character': {
    status: 400,
    title: { zh: '含有非法字符', en: 'Illegal character' },
    detail: {
      zh: '请求含有 NUL 字符(U+0000),无法保存。',
      en: 'The request holds a NUL character (U+0000), which cannot be stored.',
    },
  },
  'request.malformed': {
    status: 400,
    title: { zh: '请求格式错误', en: 'Malformed request' },
    detail: { zh: '无法读取该请求。', en: 'The request cannot be read.' },
  },
  'request.invalid-value': {
    status: 400,
    title: { zh: '值无法保存', en: 'Value cannot be stored' },
    detail: {
      zh: '请求中有数据库不接受的值(过长、过大或含非法字符)。',
      en: 'A value of the request is not one the database takes: too long, too large, or with illegal characters.',
    },
  },
  'auth.unauthenticated': {
    status: 401,
    title: { zh: '未登录', en: 'Not signed in' },
    detail: {
      zh: '需要有效的访问令牌:Authorization: Bearer …',
      en: 'A valid access token is needed: Authorization: Bearer …',
    },
  },
  'auth.token-expired': {
    status: 401,
    title: { zh: '登录已过期', en: 'Token expired' },
    detail: {
      zh: '访问令牌已过期,请刷新或重新登录。',
      en: 'The access token has expired; refresh it or sign in again.',
    },
  },
  'auth.forbidden': {
    status: 403,
    title: { zh: '无权操作', en: 'Not allowed' },
    detail: { zh: '您的角色无权进行此操作。', en: 'Your roles do not allow this.' },
  },
  'auth.other-park': {
    status: 403,
    title: { zh: '不在您的园区范围内', en: 'Outside your parks' },
    detail: { zh: '该园区不在您的权限范围内。', en: 'This park is outside the scope of your account.' },
  },
  'request.not-found': {
    status: 404,
    title: { zh: '未找到', en: 'Not found' },
    detail: { zh: '该地址不存在。', en: 'There is nothing at this address.' },
  },
  'request.method-not-allowed': {
    status: 405,
    title: { zh: '方法不允许', en: 'Method not allowed' },
    detail: { zh: '该地址不支持此方法,见 Allow。', en: 'This address does not take this method; see Allow.' },
  },
  'request.timeout': {
    status: 408,
    title: { zh: '请求超时', en: 'Request timed out' },
    detail: { zh: '请求体未在时限内到齐。', en: 'The body did not arrive in time.' },
  },
  'request.conflict': {
    status: 409,
    title: { zh: '与现有数据冲突', en: 'Conflict' },
    detail: { zh: '该更改与已有数据冲突。', en: 'The change conflicts with data that is already there.' },
  },
  'idempotency.in-progress': {
    status: 409,
    title: { zh: '相同请求正在处理', en: 'Still in progress' },
    detail: {
      zh: '相同 Idempotency-Key 的请求仍在处理,请稍后再试。',
      en: 'A request with this Idempotency-Key is still being handled; try again shortly.',
    },
  },
  'idempotency.answer-lost': {
    status: 409,
    title: { zh: '已处理,结果未保存', en: 'Done, answer lost' },
    detail: {
      zh: '该请求已生效,但答复因故障未能保存;请查询当前状态。',
      en: 'The request has taken effect, but its answer was lost in a failure; read the present state.',
    },
  },
  'request.changed-meanwhile': {
    status: 412,
    title: { zh: '已被他人修改', en: 'Changed meanwhile' },
    detail: {
      zh: '内容在您读取之后已被修改[,现为第 {revision} 版];请重新读取后再改。',
      en: 'It was changed after you read it[ (now at revision {revision})]; read it again and repeat the edit.',
    },
  },
  'request.precondition-required': {
    status: 428,
    title: { zh: '缺少 If-Match', en: 'If-Match is missing' },
    detail: {
      zh: '修改已有内容须带 If-Match,其值为读取时得到的 ETag[,现为 "{revision}"]。',
      en: 'An edit of what exists must come with If-Match: the ETag you got when reading it[, "{revision}" now].',
    },
  },
  'request.too-large': {
    status: 413,
    title: { zh: '请求体过大', en: 'Body too large' },
    detail: { zh: '请求体超过该地址的大小限制。', en: 'The body is larger than this address takes.' },
  },
  'request.unsupported-media-type': {
    status: 415,
    title: { zh: '不支持的内容类型', en: 'Unsupported media type' },
    detail: { zh: '该地址不接受此 Content-Type。', en: 'This address does not take this Content-Type.' },
  },
  'request.unsupported-encoding': {
    status: 415,
    title: { zh: '不支持压缩的请求体', en: 'Compressed body' },
    detail: {
      zh: '请求体不得压缩,请去掉 Content-Encoding。',
      en: 'Bodies are taken uncompressed; send it without Content-Encoding.',
    },
  },
  'idempotency.key-reused': {
    status: 422,
    title: { zh: 'Idempotency-Key 被重复使用', en: 'Idempotency-Key reused' },
    detail: {
      zh: '该 Idempotency-Key 已用于另一内容的请求,请换用新的键。',
      en: 'This Idempotency-Key came with another request before; use a new one.',
    },
  },
  'request.rate-limited': {
    status: 429,
    title: { zh: '请求过于频繁', en: 'Too many requests' },
    detail: {
      zh: '请求过于频繁,请在 Retry-After 之后重试。',
      en: 'Too many requests; try again after Retry-After.',
    },
  },
  'service.internal': {
    status: 500,
    title: { zh: '内部错误', en: 'Internal error' },
    detail: {
      zh: '服务出错,请凭 requestId 联系管理员。',
      en: 'The service failed; give the requestId to its operators.',
    },
  },
  'service.unavailable': {
    status: 503,
    title: { zh: '暂时不可用', en: 'Temporarily unavailable' },
    detail: { zh: '暂时无法处理,请稍后重试。', en: 'This cannot be done for now; try again shortly.' },
  },
  'service.stopping': {
    status: 503,
    title: { zh: '服务正在重启', en: 'Service is restarting' },
    detail: { zh: '服务正在停止,请稍后重试。', en: 'The service is stopping; try again shortly.' },
  },
  'service.database-unavailable': {
    status: 503,
    title: { zh: '数据库暂不可用', en: 'Database unavailable' },
    detail: {
      zh: '数据库暂时无法访问,请稍后重试。',
      en: 'The database cannot be reached for now; try again shortly.',
    },
  },
  'auth.keys-unavailable': {
    status: 503,
    title: { zh: '暂时无法验证登录', en: 'Tokens cannot be verified' },
    detail: {
      zh: '暂时无法取得签名密钥,请稍后重试。',
      en: 'The signing keys cannot be fetched for now; try again shortly.',
    },
  },
} as const satisfies Record<string, StandardProblem>;

export type StandardCode = keyof typeof standardProblems;
