/** What a person sees who opens the address in a browser: where everything is. The console itself comes later. */
export const homePage = (services: readonly string[]): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>园区 Yuanqu</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color: #1f2933; }
  h1 { font-weight: 600; } small { color: #52606d; font-weight: 400; }
  li { margin: .35rem 0; } code { background: #f0f3f6; padding: .1rem .3rem; border-radius: 3px; }
  a { color: #0b5fa5; }
</style>
<h1>园区 <small>Yuanqu</small></h1>
<p>区级产业社区平台 · The platform on which a district runs its industrial communities.</p>
<h2>接口 <small>APIs</small></h2>
<ul>
${services.map((name) => `  <li><a href="/api/${name}/v1/docs">${name}</a> · <a href="/api/${name}/v1/openapi.json">openapi.json</a></li>`).join('\n')}
</ul>
<h2>事件 <small>Events</small></h2>
<p><a href="/asyncapi.json">asyncapi.json</a> · AsyncAPI 3, CloudEvents 1.0</p>
<p><a href="/health/ready">状态 Status</a></p>
</html>
`;
