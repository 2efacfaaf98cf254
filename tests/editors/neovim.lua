-- What a user of Neovim's built-in client sees and does, for Neovim 0.7 and newer, after the
-- configuration of the documentation. See project.py for the environment variables.

local DEADLINE = 20000
local ROOT = os.getenv("ROOT")
local results = assert(io.open(os.getenv("RESULTS"), "a"))
local encode = vim.json and vim.json.encode or vim.fn.json_encode

local function saw(step, what)
  what.step = step
  results:write(encode(what) .. "\n")
  results:flush()
end

local function wait(condition)
  return vim.wait(DEADLINE, condition, 20)
end

local function edit(path)
  vim.cmd("edit " .. vim.fn.fnameescape(ROOT .. "/" .. path))
  return vim.api.nvim_get_current_buf()
end

local function cursor_on(text)
  vim.fn.cursor(1, 1)
  vim.fn.search(text, "c")
end

local function client()
  local list = vim.lsp.get_clients or vim.lsp.get_active_clients
  return list({ name = "lambda-ls" })[1]
end

local function place()
  local utf = client().offset_encoding
  if vim.fn.has("nvim-0.11") == 1 then return vim.lsp.util.make_position_params(0, utf) end
  return vim.lsp.util.make_position_params()
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params or place(), DEADLINE) or {}
  return (answers[client().id] or {}).result
end

-- Choose from a menu of Neovim what has a text in it.
local function choose(text)
  vim.ui.select = function(items, options, chosen)
    for index, item in ipairs(items) do
      if (options.format_item or tostring)(item):find(text, 1, true) then return chosen(item, index) end
    end
    error("no " .. text .. " in " .. vim.inspect(items))
  end
end

-- The texts that Neovim writes beside the lines of a buffer.
local function lenses(buffer)
  local titles = {}
  for _, space in pairs(vim.api.nvim_get_namespaces()) do
    for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(buffer, space, 0, -1, { details = true })) do
      for _, chunk in ipairs(mark[4].virt_text or {}) do table.insert(titles, chunk[1]) end
    end
  end
  return titles
end

local function run()
  vim.cmd("filetype on")
  local template = edit("template.yaml")
  wait(function() return client() and #vim.diagnostic.get(template) > 0 end)
  local finding = vim.diagnostic.get(template)[1]
  local line = vim.fn.getline(finding.lnum + 1)
  saw("finding", { message = finding.message, marked = line:sub(finding.col + 1, finding.end_col) })

  cursor_on("app\\.handlr")
  choose("app.handler")
  vim.lsp.buf.code_action()
  wait(function() return vim.fn.search("app\\.handlr", "nw") == 0 end)
  wait(function() return #vim.diagnostic.get(template) == 0 end)
  saw("code action", {
    line = vim.fn.getline(finding.lnum + 1), ["findings left"] = #vim.diagnostic.get(template),
  })

  cursor_on("app\\.handler, Runtime")
  saw("hover", { text = ask("textDocument/hover").contents.value })

  vim.lsp.buf.definition()
  wait(function() return vim.fn.expand("%:t") == "app.py" end)
  saw("definition", { file = vim.fn.expand("%:t"), line = vim.fn.getline(".") })

  local code = edit("src/app.py")
  cursor_on("body")
  local labels = {}
  local completed = ask("textDocument/completion")
  for _, item in ipairs(completed.items or completed) do table.insert(labels, item.label) end
  saw("completion", { labels = labels })

  wait(function() return #lenses(code) > 0 end)
  saw("lens", { titles = lenses(code) })

  cursor_on("handler(")
  choose("Run OrdersFunction")
  vim.lsp.codelens.run()
  wait(function() return vim.fn.execute("messages"):find("OrdersFunction:") end)
  saw("run", { message = vim.fn.execute("messages") })

  cursor_on("handler(")
  vim.lsp.buf.rename("on_order")
  wait(function() return vim.fn.search("on_order", "nw") > 0 end)
  local renamed = vim.fn.getline(1)
  vim.cmd("buffer " .. template)
  saw("rename", { code = renamed, template = vim.fn.getline(vim.fn.search("Handler:", "nw")) })

  vim.lsp.stop_client(client().id)
  local stopped = wait(function() return client() == nil end)
  saw("exit", { ["server runs"] = not stopped })
end

local ok, problem = xpcall(run, debug.traceback)
if not ok then saw("problem", { text = problem }) end
vim.cmd(ok and "qall!" or "cquit! 1")
